package org.octane.preflight;

import org.octane.nailgun.UpgradeChecks;
import org.octane.plan.Refusal;

/** The release to reach is higher, can be installed, and has the same operating system. */
final class ReleaseOrder implements Check {

    private final UpgradeChecks nailgun;

    ReleaseOrder(UpgradeChecks nailgun) {
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
    public String needless(Subject subject) {
        return Needless.without(subject, "upgrade-env", "upgrade-node");
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var from = subject.cloud().release();
        var to = subject.cloud().target();
        try {
            nailgun.checkRelease(from.id(), to.id());
        } catch (Refusal e) {
            return Verdict.failed(
                    e.getMessage(), "Name another release with --release, or make this one available in Nailgun.");
        }
        return Verdict.passed("From " + from.version() + " to " + to.version() + " on " + to.operatingSystem() + ".");
    }
}
