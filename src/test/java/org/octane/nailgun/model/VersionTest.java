package org.octane.nailgun.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource({
        "2014.2.2-6.1, 2015.1.0-7.0",
        "2015.1.0-7.0, liberty-8.0",
        "liberty-8.0, mitaka-9.0",
        "mitaka-9.0, newton-10.0",
        "2014.2.2-6.1, newton-10.0",
        "2014.2-6.0, 2014.2.2-6.0.1",
        "2014.2.2-6.1, 2014.2.3-6.1",
        "icehouse-6.0, juno-6.0"
    })
    void versionsAreComparedAsNumbers(String lower, String higher) {
        assertThat(Version.of(lower)).isLessThan(Version.of(higher));
        assertThat(Version.of(higher)).isGreaterThan(Version.of(lower));
        assertThat(Version.of(lower)).isEqualByComparingTo(Version.of(lower)).hasToString(lower);
    }

    @Test
    void aWayPassesTheVersionsBetween() {
        var juno = Version.of("2014.2.2-6.1");
        assertThat(juno.passes("7.0", Version.of("2015.1.0-7.0"))).isTrue();
        assertThat(juno.passes("6.1", Version.of("2015.1.0-7.0"))).isFalse();
        assertThat(juno.passes("9.0", Version.of("liberty-8.0"))).isFalse();
        assertThat(juno.passes("9.0", Version.of("newton-10.0"))).isTrue();
    }
}
