package org.octane.preflight.nailgun;

import org.octane.plan.Cloud;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Nailgun hears of every node concerned. */
public final class NodesOnline implements Check {

    @Override
    public String name() {
        return "nodes-online";
    }

    @Override
    public String why() {
        return "Astute reaches a node only while its agent reports; a deployment without one node fails for all.";
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
        var away = members.stream()
                .filter(node -> !node.online())
                .map(Cloud.Node::hostname)
                .toList();
        return away.isEmpty()
                ? Verdict.passed("Online: " + Verdict.nodes(members.size()) + ".")
                : Verdict.failed(
                        "Nailgun has these nodes as offline: " + Verdict.listed(away) + ".",
                        "Switch them on, and look whether nailgun-agent and mcollective run there.");
    }
}
