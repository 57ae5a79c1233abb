package org.octane.preflight.nailgun;

import java.util.ArrayList;
import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** What deploys the nodes is known to Octane, all of it. */
public final class DeploymentTasks implements Check {

    private final UpgradeChecks nailgun;

    public DeploymentTasks(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
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
        }
        var plugins = nailgun.pluginsWithTasks(cloud.original());
        if (!plugins.isEmpty()) {
            found.add("Plugins bring deployment tasks of their own, which Octane does not send: "
                    + String.join(", ", plugins) + ".");
            remedies.add("Disable these plugins, or be ready to do by hand on every installed node what they do.");
        }
        return found.isEmpty()
                ? Verdict.passed("Release " + cloud.target().version() + " has its own, no plugin adds any.")
                : Verdict.failed(String.join(" ", found), String.join(" ", remedies));
    }
}
