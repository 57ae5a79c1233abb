package org.octane.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageTest {

    private final Outage outage = new Outage();

    @Test
    void theLongestAndTheSumOfOutagesAreTold() {
        samples(true, false, false, true, true, false, true);

        assertThat(outage.longest()).isEqualTo(Duration.ofMillis(200));
        assertThat(outage.total()).isEqualTo(Duration.ofMillis(300));
        assertThat(outage.isUp()).isTrue();
    }

    @Test
    void anOutageThatHasNotEndedCountsToo() {
        samples(true, false, false, false);

        assertThat(outage.longest()).isEqualTo(Duration.ofMillis(200));
        assertThat(outage.isUp()).isFalse();
    }

    @Test
    void whatHasNotBeenUpIsNeitherUpNorAway() {
        samples(false, false, false);

        assertThat(outage.isUp()).isFalse();
        assertThat(outage.wasUp()).isFalse();
        assertThat(outage.total()).isZero();
    }

    private void samples(boolean... up) {
        for (int i = 0; i < up.length; i++) {
            outage.sample(Duration.ofMillis(100).toNanos() * i, up[i]);
        }
    }
}
