package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whatFitsBeforeTheEndBeginsAtOnceAndWhatDoesNotAtTheNextOpening() {
        var nights = Windows.of(List.of("22:00-06:00"), BERLIN);

        assertThat(next(nights, "2026-07-01T22:30:00Z", HOUR)).isEqualTo("2026-07-01T22:30:00Z");
        assertThat(next(nights, "2026-07-02T03:00:00Z", HOUR))
                .as("05:00, to the minute")
                .isEqualTo("2026-07-02T03:00:00Z");
        assertThat(next(nights, "2026-07-02T03:01:00Z", HOUR)).isEqualTo("2026-07-02T20:00:00Z");
        assertThat(next(nights, "2026-07-02T12:00:00Z", HOUR)).isEqualTo("2026-07-02T20:00:00Z");
        assertThat(nights.areOpen(Instant.parse("2026-07-02T03:01:00Z"), HOUR)).isFalse();
    }

    @Test
    void itOpensOnItsDaysAndEndsOnTheNext() {
        var weekend = Windows.of(List.of("Fri-Sat 22:00-04:00 UTC"), BERLIN);

        assertThat(next(weekend, "2026-07-05T03:00:00Z", HOUR))
                .as("Sunday, still Saturday's")
                .isEqualTo("2026-07-05T03:00:00Z");
        assertThat(next(weekend, "2026-07-05T03:30:00Z", HOUR)).isEqualTo("2026-07-10T22:00:00Z");
    }

    @Test
    void windowsThatTouchAreOne() {
        var both = Windows.of(List.of("22:00-24:00 UTC", "00:00-04:00 UTC"), BERLIN);

        assertThat(next(both, "2026-07-05T23:30:00Z", Duration.ofHours(4))).isEqualTo("2026-07-05T23:30:00Z");
        assertThat(both.everFit(Duration.ofHours(6))).isTrue();
        assertThat(both.everFit(Duration.ofHours(7))).isFalse();
    }

    @Test
    void theNightInWhichClocksAreSetForwardIsAnHourShorter() {
        var night = Windows.of(List.of("01:00-05:00"), BERLIN);

        // 2027-03-28, 02:00 is 03:00
        assertThat(next(night, "2027-03-28T00:00:00Z", Duration.ofHours(4))).isEqualTo("2027-03-28T23:00:00Z");
        assertThat(next(night, "2027-03-28T00:00:00Z", Duration.ofHours(3))).isEqualTo("2027-03-28T00:00:00Z");
    }

    @Test
    void anHourThatClocksLeaveOutOpensNoWindowAtAnotherHour() {
        var within = Windows.of(List.of("02:15-02:45"), BERLIN);
        var over = Windows.of(List.of("01:30-02:30"), BERLIN);
        var from = Windows.of(List.of("02:30-04:00"), BERLIN);
        var minutes = Duration.ofMinutes(30);

        // 2027-03-28, 02:00 is 03:00
        assertThat(next(within, "2027-03-28T00:00:00Z", Duration.ZERO))
                .as("of a day with that hour")
                .isEqualTo("2027-03-29T00:15:00Z");
        assertThat(next(over, "2027-03-28T00:30:00Z", minutes)).isEqualTo("2027-03-28T00:30:00Z");
        assertThat(next(over, "2027-03-28T00:31:00Z", minutes))
                .as("over as clocks say 03:00")
                .isEqualTo("2027-03-28T23:30:00Z");
        assertThat(next(from, "2027-03-28T00:30:00Z", HOUR)).as("03:00").isEqualTo("2027-03-28T01:00:00Z");
    }

    @Test
    void theNightInWhichClocksAreSetBackIsAnHourLonger() {
        var night = Windows.of(List.of("01:00-05:00"), BERLIN);

        // 2026-10-25, 03:00 is 02:00 again
        assertThat(next(night, "2026-10-24T23:00:00Z", Duration.ofHours(5))).isEqualTo("2026-10-24T23:00:00Z");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var windows = Windows.of(List.of("Mon-Thu,Sun 22:00-06:00", "Sat 00:00-24:00 UTC"), BERLIN);

        assertThat(windows).hasToString("Mon,Tue,Wed,Thu,Sun 22:00-06:00 Europe/Berlin; Sat 00:00-24:00 UTC");
        assertThat(Windows.parse(windows.toString())).isEqualTo(windows);
    }

    @Test
    void whatIsNoWindowIsRefusedInWords() {
        for (var text :
                List.of("22-06", "22:00-22:00", "25:00-06:00", "Foo 22:00-06:00", "22:00-06:00 Mars/Base", "")) {
            assertThatThrownBy(() -> Windows.of(List.of(text), BERLIN))
                    .as(text)
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("windows: '" + text + "' is no window such as 22:00-06:00");
        }
    }

    private static String next(Windows windows, String now, Duration takes) {
        return windows.next(Instant.parse(now), takes)
                .orElseThrow()
                .at()
                .toInstant()
                .toString();
    }
}
