package org.octane.preflight.nailgun;

import java.util.ArrayList;
import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.TaskFaults;
import org.octane.preflight.Verdict;

/** What deploys the nodes can be cast, all of it: the release's tasks, and those of plugins. */
public final class DeploymentTasks implements Check {

    private final UpgradeChecks nailgun;
    private final TaskFaults tasks;

    public DeploymentTasks(UpgradeChecks nailgun, TaskFaults tasks) {
        this.nailgun = nailgun;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "deployment-tasks";
    }

    @Override
    public String why() {
        return "Astute runs on nodes what it is sent and nothing else; a deployment without tasks ends well and does"
                + " nothing.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var cloud = upgrade.cloud();
        var found = new ArrayList<String>();
        var remedies = new ArrayList<String>();
        if (!nailgun.hasDeploymentTasks(cloud.target().id(), cloud.seed())) {
            found.add("Release " + cloud.target().version()
                    + " has no deployment tasks that Octane can read; since Fuel 9.0 Nailgun keeps them as graphs.");
            remedies.add("This cloud can't be upgraded with this Fuel master; no deployment would be cast.");
        } else {
            found.addAll(tasks.of(cloud.original(), cloud.target().id(), cloud.seed()));
            if (!found.isEmpty()) {
                remedies.add("Correct these tasks, or what they depend on in the cluster's settings, in Nailgun.");
            }
        }
        return found.isEmpty()
                ? Verdict.passed(
                        "Release " + cloud.target().version() + " and plugins have their own, and all can be cast.")
                : Verdict.failed(String.join(" ", found), String.join(" ", remedies));
    }
}
