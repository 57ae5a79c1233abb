package org.octane.preflight.nailgun;

import java.util.ArrayList;
import org.octane.plan.Cloud;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Each node of the original moves; controllers, which stay as the way back, are named. */
public final class StayingNodes implements Check {

    private static final String CONTROLLER = "controller";

    @Override
    public String name() {
        return "staying-nodes";
    }

    @Override
    public String why() {
        return "A node that no batch takes stays in the original, cut off from the cloud, with all that is on it.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.options().nodes().isEmpty()
                ? NotApplicable.withoutCluster(upgrade)
                : "The nodes to move are named.";
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var inBatches = upgrade.inBatches();
        var found = new ArrayList<String>();
        var controllers = new ArrayList<String>();
        for (var node : upgrade.cloud().original(Cloud.ANY_ROLE)) {
            if (node.leaving()) {
                found.add(node.hostname() + " is marked for deletion and is not installed anew");
            } else if (node.has(CONTROLLER)) {
                controllers.add(node.hostname());
            } else if (!inBatches.contains(node.id())
                    && !upgrade.cloud().moved().contains(node.id())) {
                found.add("%s (%s) is taken by no batch: no stage knows its roles"
                        .formatted(node.hostname(), String.join(", ", node.roles())));
            }
        }
        return found.isEmpty()
                ? Verdict.passed("In batches are " + Verdict.nodes(inBatches.size())
                        + (controllers.isEmpty() ? "." : "; controllers: " + Verdict.listed(controllers) + "."))
                : Verdict.failed(
                        "Nodes stay in the original: " + String.join("; ", found) + ".",
                        "Take marks back or deploy the cluster's changes; what is on the others has to be moved by hand, or name the"
                                + " nodes to move: --nodes");
    }
}
