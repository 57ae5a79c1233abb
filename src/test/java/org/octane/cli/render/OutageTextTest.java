package org.octane.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.Json;
import org.octane.cli.client.Outages;

/** What is told of outages when an upgrade is over. */
class OutageTextTest {

    @Test
    void theLongestAndTheSumAreToldWithTheirStages() throws Exception {
        assertThat(lines(target("api", "up", 6_000, 8_000, 0, "{\"stage\": \"upgrade-db\", \"total_ms\": 8000}")))
                .containsExactly("outage of api: 6.0 s at longest, 8.0 s in all (upgrade-db 8.0 s)");
    }

    @Test
    void whereNobodyCouldAskForAWhileTheyAreTheLeast() throws Exception {
        assertThat(lines(target("api", "up", 6_000, 8_000, 1_000, "")))
                .containsExactly(
                        "outage of api: at least 6.0 s at longest, at least 8.0 s in all; for 1.0 s nobody could ask");
        assertThat(lines(target("vm", "up", 0, 0, 1_000, "")))
                .containsExactly("outage of vm: none measured; for 1.0 s nobody could ask");
    }

    @Test
    void anOutageThatWasNotOverIsTheLeastToo() throws Exception {
        assertThat(lines(target("api", "down", 6_000, 6_000, 0, "")))
                .containsExactly(
                        "outage of api: at least 6.0 s at longest, at least 6.0 s in all; no answer when it was asked last");
    }

    @Test
    void onlyWhatAnsweredAllTheTimeHadNoOutage() throws Exception {
        assertThat(lines(target("api", "not-seen", 0, 0, 0, ""), target("web", "up", 0, 0, 0, "")))
                .containsExactly("no outage: web", "never answered, so that no outage could be measured: api");
    }

    private static List<String> lines(String... targets) throws JsonProcessingException {
        return OutageText.lines(Outages.of(Json.read("{\"targets\": [" + String.join(", ", targets) + "]}")));
    }

    private static String target(String name, String state, long longest, long total, long unknown, String stages) {
        return """
                {"name": "%s", "state": "%s", "samples": 9, "longest_ms": %d, "total_ms": %d, "unknown_ms": %d, "by_stage": [%s]}
                """
                .formatted(name, state, longest, total, unknown, stages);
    }
}
