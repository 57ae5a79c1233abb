package org.octane.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.probe.ProbeSettings.Limits;

/** Which outages pause an upgrade; a sample a second. */
class OutageLimitsTest {

    private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");

    private final List<String> paused = new ArrayList<>();
    private final OutageLimits limits = new OutageLimits(
            new ProbeSettings(
                    ProbeSettings.AUTO,
                    List.of(),
                    Duration.ofSeconds(1),
                    new Limits(null, Duration.ofSeconds(3)),
                    new Limits(Duration.ofSeconds(2), null)),
            (upgrade, reason) -> paused.add(upgrade + ": " + reason));
    private final Measured api = Measured.of(Target.of(Target.API, "http://192.0.2.7:5000/", null));
    private final Measured vm = Measured.of(Target.parse("vm=ping://192.0.2.8"));
    private int second;

    @Test
    void shortOutagesThatAreTooLongTogetherPauseOnce() {
        samples(api, "U D D U D");
        check();
        assertThat(paused).isEmpty();

        samples(api, "D D U D D U");
        check();
        check();
        assertThat(paused)
                .containsExactly(
                        "7: api, in all, has not answered for 7.0 s, and octane.probe.limit.api-total is 3.0 s");
    }

    @Test
    void eachOutageThatIsTooLongPausesOnceWhileItGoesOn() {
        samples(vm, "U D D D D");
        check();
        check();
        samples(vm, "U D D D");
        check();
        samples(vm, "D");
        check();

        assertThat(paused)
                .containsExactly(
                        "7: vm has not answered for 3.0 s, and octane.probe.limit.longest is 2.0 s",
                        "7: vm has not answered for 3.0 s, and octane.probe.limit.longest is 2.0 s");
    }

    @Test
    void theSumThatAnEarlierWatchHasPausedForPausesNoMore() {
        api.series().goOn(START, 9, 9, Duration.ofSeconds(8), true);
        samples(api, "U D U");
        check();

        assertThat(paused).isEmpty();
    }

    private void check() {
        limits.check(7, List.of(api, vm));
    }

    private void samples(Measured measured, String verdicts) {
        for (var word : verdicts.split(" ")) {
            measured.series().sample(START.plusSeconds(second++), word.equals("U") ? Verdict.UP : Verdict.DOWN);
        }
    }
}
