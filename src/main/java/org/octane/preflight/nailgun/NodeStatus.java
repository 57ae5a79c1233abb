package org.octane.preflight.nailgun;

import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Every node concerned is deployed. */
public final class NodeStatus implements Check {

    private static final String WELL = "ready";
    /** It waits for its installation with the new release. */
    private static final String TO_UPGRADE = "upgrade";

    @Override
    public String name() {
        return "node-status";
    }

    @Override
    public String why() {
        return "A node whose deployment failed or never ended does not do what its roles promise.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var members = upgrade.members();
        if (members.isEmpty()) {
            return Verdict.failed("The plan concerns no node of the cluster.", "Look into Nailgun: fuel2 node list");
        }
        var others = members.stream()
                .filter(node -> !node.status().equals(WELL)
                        && !(upgrade.isWithoutSeed() && node.status().equals(TO_UPGRADE)))
                .map(node -> node.hostname() + " is in status " + node.status())
                .toList();
        return others.isEmpty()
                ? Verdict.passed("Ready: " + Verdict.nodes(members.size()) + ".")
                : Verdict.failed(
                        "Not every node is " + WELL + ": " + Verdict.listed(others) + ".",
                        "Deploy these nodes again, or delete them from the cluster.");
    }
}
