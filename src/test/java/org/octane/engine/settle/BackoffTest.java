package org.octane.engine.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void thePauseDoublesUpToItsLongest() {
        var backoff = new Backoff(FIRST, LONGEST, () -> 1);

        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(attempt -> backoff.after(attempt).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(backoff.after(1_000_000)).isEqualTo(LONGEST);
    }

    /** Nodes that failed together are not tried again together. */
    @Test
    void uptoHalfOfItIsLeftToChance() {
        assertThat(new Backoff(FIRST, LONGEST, () -> 0).after(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(new Backoff(FIRST, LONGEST, () -> 0.5).after(3)).isEqualTo(Duration.ofSeconds(3));
    }
}
