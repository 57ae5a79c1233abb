package org.octane.nailgun.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsAsJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"[prod] east", "{prod} east", "[2015] east", "[", "{\"a\": 1} and more", "prod"})
    void aNameStaysText(String name) {
        assertThat(RowsAsJson.of(Map.of("name", name)).path("name").textValue()).isEqualTo(name);
    }

    @Test
    void whatHoldsJsonIsWhatItSays() {
        var row = RowsAsJson.of(Map.of("nodes", "[{\"id\": 1}]", "mode", "ha_compact", "id", 7));
        assertThat(row.at("/nodes/0/id").asInt()).isEqualTo(1);
        assertThat(row.path("mode").asText()).isEqualTo("ha_compact");
        assertThat(row.path("id").isInt()).isTrue();
    }
}
