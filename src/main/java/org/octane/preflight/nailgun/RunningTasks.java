package org.octane.preflight.nailgun;

import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** No task of Nailgun is at work on the cluster. */
public final class RunningTasks implements Check {

    private final UpgradeChecks nailgun;

    public RunningTasks(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "running-tasks";
    }

    @Override
    public String why() {
        return "A deployment that is under way and an upgrade would change the same nodes.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var tasks = nailgun.openTasks(upgrade.clusters());
        return tasks.isEmpty()
                ? Verdict.passed("No task runs.")
                : Verdict.failed(
                        "Nailgun has tasks that have not ended: " + Verdict.listed(tasks) + ".",
                        "Wait for their end, or delete those that never will: fuel task delete --task ID --force");
    }
}
