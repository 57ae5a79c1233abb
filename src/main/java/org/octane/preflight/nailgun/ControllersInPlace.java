package org.octane.preflight.nailgun;

import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** One controller can be away, and the others still have a quorum. */
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
        int controllers = upgrade.cloud().original("controller").size();
        return controllers >= ENOUGH
                ? Verdict.passed("Of " + controllers + " controllers all but one keep the databases of before.")
                : Verdict.failed(
                        "The cluster has " + controllers + " controllers: without one the other has no quorum, so its"
                                + " databases and Ceph's monitors stop too, until the switch, and VMs are without their disks.",
                        "Upgrade this cluster with --strategy side-by-side, or accept the outage: --ignore controllers");
    }
}
