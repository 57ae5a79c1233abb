package org.octane.preflight.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.plan.Cloud;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.preflight.Check;
import org.octane.preflight.PlannedUpgrade;

/** Of no node each is ready and online: that is no proof. */
class NoNodesTest {

    private static final Cloud.Release RELEASE = new Cloud.Release(1, "Juno", "2014.2.2-6.1", "Ubuntu");

    @Test
    void aPlanThatConcernsNoNodeHasNoneThatIsWell() {
        var options = new PlanOptions("side-by-side", List.of(), List.of(), List.of(), null, true, false);
        var upgrade = new PlannedUpgrade(
                new Cloud(1, "sample", RELEASE, RELEASE, null, List.of(), List.of()),
                new Plan("side-by-side", List.of()),
                options);
        for (Check check : List.of(new NodeStatus(), new NodesOnline(), new KeptPartitions(null))) {
            var verdict = check.look(upgrade, null);
            assertThat(verdict.passed()).as(check.name()).isFalse();
            assertThat(verdict.found()).isEqualTo("The plan concerns no node of the cluster.");
        }
    }
}
