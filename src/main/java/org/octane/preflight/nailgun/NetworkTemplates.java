package org.octane.preflight.nailgun;

import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** No network template decides about the nodes' networks. */
public final class NetworkTemplates implements Check {

    private final UpgradeChecks nailgun;

    public NetworkTemplates(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "network-template";
    }

    @Override
    public String why() {
        return "Octane tells a node its networks by what its interfaces carry in Nailgun; a template says something else, and a node"
                + " that is deployed without it has no way into the cloud.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var with =
                upgrade.clusters().stream().filter(nailgun::hasNetworkTemplate).toList();
        return with.isEmpty()
                ? Verdict.passed("The cluster has no network template.")
                : Verdict.failed(
                        "Cluster " + with.get(0) + " has a network template, which Octane does not deploy nodes by.",
                        "Assign the networks to interfaces and bonds in Fuel and delete the template; clusters that need one can't be"
                                + " upgraded.");
    }
}
