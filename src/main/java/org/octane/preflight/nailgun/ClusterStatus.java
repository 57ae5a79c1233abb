package org.octane.preflight.nailgun;

import java.util.Set;
import org.octane.nailgun.UpgradeChecks;
import org.octane.plan.catalogue.ServingSide;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Nailgun thinks well of the cluster that serves. */
public final class ClusterStatus implements Check {

    private static final String WELL = "operational";
    /** All but the first after a failure, or where one was ended before its time. */
    private static final Set<String> IN_UPGRADE = Set.of("upgrade", "upgrade_error", "rollback", "rollback_error");

    private final UpgradeChecks nailgun;

    public ClusterStatus(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "cluster-status";
    }

    @Override
    public String why() {
        return "What the last deployment left half done would be copied into the new cloud.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var cloud = upgrade.cloud();
        int cluster = upgrade.serving() == ServingSide.SEED && cloud.seed() != null ? cloud.seed() : cloud.original();
        var status = nailgun.status(cluster);
        if (status.equals("error") && Integer.valueOf(cluster).equals(cloud.seed())) {
            var members = cloud.nodes().stream()
                    .filter(node -> cloud.seed().equals(node.cluster()))
                    .toList();
            // Nailgun leaves the status behind when the node of a failed installation goes. A deployment may fail on
            // the
            // Fuel master alone, with all nodes ready.
            if (!members.isEmpty()
                    && members.stream().allMatch(node -> node.status().equals("ready"))
                    && !nailgun.lastDeploymentFailed(cluster)) {
                return Verdict.passed("Cluster " + cluster + " is in status error, but its last deployment did not fail"
                        + " and each of its " + members.size() + " nodes is ready.");
            }
        }
        if (IN_UPGRADE.contains(status) && upgrade.isWithoutSeed()) {
            return Verdict.passed("Cluster " + cluster + " is in upgrade, which goes on.");
        }
        return WELL.equals(status)
                ? Verdict.passed("Cluster " + cluster + " is " + WELL + ".")
                : Verdict.failed(
                        "Cluster " + cluster + " is in status " + status + ", not " + WELL + ".",
                        "Let its deployment come to a good end first.");
    }
}
