package org.octane.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"420, 0.4 s", "12400, 12 s", "59600, 1 min 00 s", "200000, 3 min 20 s", "7500000, 2 h 05 min"})
    void lengthsAreToldAsPeopleSayThem(long millis, String text) {
        assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:00:00Z, 2026-01-02T03:00:12Z, 12 s",
        "2026-01-02T03:00:00.5+02:00, 2026-01-02T01:00:12.5Z, 12 s",
        "2026-01-02 03:00:00, 2026-01-02T03:00:12Z, 12 s",
        "'', 2026-01-02T03:00:12Z, ''"
    })
    void theTimeBetweenTwoTimesIsKnownWhateverTheirOffset(String from, String to, String text) {
        assertThat(DurationText.between(from, to)).isEqualTo(text);
    }
}
