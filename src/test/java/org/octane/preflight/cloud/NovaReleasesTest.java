package org.octane.preflight.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NovaReleasesTest {

    @ParameterizedTest
    @CsvSource({
        "2014.2.2-6.1, 2014.2.2, true",
        "2014.2.2-6.1, 2014.2.4, true",
        "2014.2.2-6.1, 2015.1.0, false",
        "2014.2.2-6.1, 2014.20.1, false",
        "2015.1.0-7.0, 2015.1.1, true",
        "liberty-8.0, 12.0.4, true",
        "liberty-8.0, 13.1.0, false",
        "mitaka-9.0, 13.1.1, true",
        "mitaka-9.0, 2015.1.1, false",
        "newton-10.0, 14.0.0, true"
    })
    void novaIsKnownByItsSeries(String release, String nova, boolean same) {
        assertThat(NovaReleases.isNova(release, nova)).isEqualTo(same);
    }
}
