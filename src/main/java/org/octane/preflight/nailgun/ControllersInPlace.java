package org.octane.preflight.nailgun;

import org.octane.plan.Cloud;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/**
 * One controller can be away, and the others still have a quorum. Without one of Ceph's monitors, which Fuel puts on controllers, nobody can
 * set {@code noout}, nor prove that all OSDs are there: whoever accepts the outage gets no further than that.
 */
public final class ControllersInPlace implements Check {

    private static final int ENOUGH = 3;

    @Override
    public String name() {
        return "controllers";
    }

    @Override
    public String why() {
        return "While the first controller is installed in isolation the others keep the databases of before and the quorum"
                + " without which Ceph serves no disks.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var controllers = upgrade.cloud().original("controller");
        if (controllers.size() >= ENOUGH) {
            return Verdict.passed(
                    "Of " + controllers.size() + " controllers all but one keep the databases of before.");
        }
        var has = "The cluster has " + controllers.size() + " controllers: ";
        return mayBeIgnored(upgrade)
                ? Verdict.failed(
                        has + "without one the other has no quorum, so its databases stop too, until the switch.",
                        "Upgrade this cluster with --strategy side-by-side, or accept the outage: --ignore controllers")
                : Verdict.failed(
                        has + "without one there is no quorum of Ceph's monitors on "
                                + Verdict.listed(controllers.stream()
                                        .map(Cloud.Node::hostname)
                                        .toList())
                                + ", so that VMs are without their disks and the step noout fails for good.",
                        "Upgrade this cluster with --strategy side-by-side, or give it a third controller in Fuel first.");
    }

    @Override
    public boolean mayBeIgnored(PlannedUpgrade upgrade) {
        return upgrade.cloud().original("controller").size() >= ENOUGH
                || upgrade.cloud().nodes().stream().noneMatch(node -> node.has("ceph-osd"));
    }
}
