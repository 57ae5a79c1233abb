package org.octane.preflight.nailgun;

import org.octane.nailgun.UpgradeChecks;
import org.octane.plan.Refusal;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The release to reach is higher, can be installed, and has the same operating system. */
public final class ReleaseOrder implements Check {

    private final UpgradeChecks nailgun;

    public ReleaseOrder(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "release";
    }

    @Override
    public String why() {
        return "Nodes are installed with it; none can go back to a lower release without losing its data.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var from = upgrade.cloud().release();
        var to = upgrade.cloud().target();
        try {
            nailgun.checkRelease(from.id(), to.id());
        } catch (Refusal e) {
            return Verdict.failed(
                    e.getMessage(), "Name another release with --release, or make this one available in Nailgun.");
        }
        return Verdict.passed("From " + from.version() + " to " + to.version() + " on " + to.operatingSystem() + ".");
    }
}
