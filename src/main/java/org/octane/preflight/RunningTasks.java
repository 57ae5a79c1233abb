package org.octane.preflight;

import org.octane.nailgun.UpgradeChecks;

/** No task of Nailgun is at work on the cluster. */
final class RunningTasks implements Check {

    private final UpgradeChecks nailgun;

    RunningTasks(UpgradeChecks nailgun) {
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
    public String needless(Subject subject) {
        return Needless.withoutCluster(subject);
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var tasks = nailgun.openTasks(subject.clusters());
        return tasks.isEmpty()
                ? Verdict.passed("No task runs.")
                : Verdict.failed(
                        "Nailgun has tasks that have not ended: " + Verdict.listed(tasks) + ".",
                        "Wait for their end, or delete those that never will: fuel task delete --task ID --force");
    }
}
