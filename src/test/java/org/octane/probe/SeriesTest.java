package org.octane.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which samples make which intervals; a sample each 100 ms. */
class SeriesTest {

    private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");

    private final Series series = new Series();
    private int tick;

    @Test
    void anOutageLastsFromTheFirstSampleWithoutAnAnswerToTheNextWithOne() {
        samples("U D D U U D U");

        assertThat(series.unsaved()).containsExactly(down(1, 3), down(5, 6));
        assertThat(series.total()).isEqualTo(Duration.ofMillis(300));
        assertThat(series.longest()).isZero();
    }

    @Test
    void oneThatGoesOnIsAsLongAsItWasSeen() {
        samples("U D D D");

        assertThat(series.unsaved()).containsExactly(down(1, null));
        assertThat(series.longest()).isEqualTo(Duration.ofMillis(200));
        assertThat(series.total()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whatDidNotAnswerBeforeIsNoOutage() {
        samples("D D D");

        assertThat(series.unsaved()).isEmpty();
        assertThat(series.answered()).isZero();
        assertThat(series.samples()).isEqualTo(3);
    }

    @Test
    void unknownIsNeitherUpNorDownAndEndsAnOutage() {
        samples("U D ? ? D U");

        assertThat(series.unsaved()).containsExactly(down(1, 2), unknown(2, 4), down(4, 5));
        assertThat(series.total()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aPauseOfWhoeverAsksIsUnknown() {
        samples("U D");
        series.gap(at(1));
        tick = 50;
        samples("U U");

        assertThat(series.unsaved()).containsExactly(down(1, 1), unknown(1, 50));
        assertThat(series.total()).isZero();
    }

    @Test
    void whatAnEarlierWatchHasLeftIsCountedAndTheTimeBetweenIsUnknown() {
        series.goOn(at(0), 100, 90, Duration.ofSeconds(7), false);
        tick = 30;
        samples("D U");

        assertThat(series.unsaved()).containsExactly(unknown(0, 30), down(30, 31));
        assertThat(series.total()).isEqualTo(Duration.ofMillis(7_100));
        assertThat(series.samples()).isEqualTo(102);
    }

    @Test
    void aLateAnswerToAnOlderQuestionCountsForNothing() {
        samples("U U U");
        series.sample(at(1), Verdict.DOWN);

        assertThat(series.unsaved()).isEmpty();
        assertThat(series.samples()).isEqualTo(3);
    }

    @Test
    void whatIsSavedIsNotSavedAgainUnlessItGoesOn() {
        samples("U D U D");
        var first = series.unsaved();
        samples("U");
        series.saved(first);

        assertThat(first).containsExactly(down(1, 2), down(3, null));
        assertThat(series.unsaved()).containsExactly(down(3, 4));
    }

    private void samples(String verdicts) {
        for (var word : List.of(verdicts.split(" "))) {
            series.sample(
                    at(tick++),
                    switch (word) {
                        case "U" -> Verdict.UP;
                        case "D" -> Verdict.DOWN;
                        default -> Verdict.UNKNOWN;
                    });
        }
    }

    private static Instant at(int tick) {
        return START.plusMillis(100L * tick);
    }

    private static Interval down(int from, Integer to) {
        return new Interval(Verdict.DOWN, at(from), to == null ? null : at(to), false);
    }

    private static Interval unknown(int from, int to) {
        return new Interval(Verdict.UNKNOWN, at(from), at(to), false);
    }
}
