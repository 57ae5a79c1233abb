package org.octane.preflight.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.octane.plan.Cloud;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;
import org.octane.probe.FirstLook;
import org.octane.probe.FirstLook.Silent;

/** What a pre-flight says of what is probed. */
class ProbedTargetsTest {

    private static final Silent API = new Silent("api", "http://192.0.2.70:5000/", false);

    @Test
    void whatAnswersPasses() {
        assertThat(look(2)).isEqualTo(Verdict.passed("All that is probed answers: 2 targets."));
        assertThat(look(0)).isEqualTo(Verdict.passed("The server probes nothing itself."));
    }

    @Test
    void whatDoesNotAnswerIsSaid() {
        assertThat(look(1, API))
                .isEqualTo(Verdict.passed(
                        "No answer from api (http://192.0.2.70:5000/): no outage of it will be measured unless"
                                + " it answers once."));
    }

    @Test
    void aLimitThatCouldNotActFails() {
        var found = look(2, API, new Silent("vm", "192.0.2.8:22", true));

        assertThat(found.passed()).isFalse();
        assertThat(found.found())
                .isEqualTo(
                        "No answer from api (http://192.0.2.70:5000/), vm (192.0.2.8:22), for which octane.probe.limit.* sets a"
                                + " limit that could not pause the upgrade.");
        assertThat(found.remedy()).isNotEmpty();
    }

    private static Verdict look(int asked, Silent... silent) {
        var cloud = new Cloud(7, "prod", null, null, null, List.of(), List.of(), Set.of());
        return new ProbedTargets(cluster -> new FirstLook.Found(asked, List.of(silent)))
                .look(new PlannedUpgrade(cloud, null, null), null);
    }
}
