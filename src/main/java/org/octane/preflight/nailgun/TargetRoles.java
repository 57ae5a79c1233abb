package org.octane.preflight.nailgun;

import java.util.ArrayList;
import org.octane.nailgun.UpgradeChecks;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The release to reach knows each role of the nodes that move. */
public final class TargetRoles implements Check {

    private final UpgradeChecks nailgun;

    public TargetRoles(UpgradeChecks nailgun) {
        this.nailgun = nailgun;
    }

    @Override
    public String name() {
        return "roles";
    }

    @Override
    public String why() {
        return "A node can be installed only with roles that the release has; it would be refused when the control plane has moved"
                + " already.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var cloud = upgrade.cloud();
        var moving = upgrade.inBatches();
        var found = new ArrayList<String>();
        var nodes = cloud.nodes().stream()
                .filter(node -> moving.contains(node.id()))
                .toList();
        for (var node : nodes) {
            // what the planner adds says who is the first of a role
            var roles = node.roles().stream()
                    .filter(role -> !role.startsWith("primary-"))
                    .toList();
            nailgun.unknownRoles(cloud.target().id(), roles)
                    .forEach(role -> found.add(node.hostname() + " has role " + role));
        }
        return found.isEmpty()
                ? Verdict.passed("Release " + cloud.target().version() + " has the roles of "
                        + Verdict.nodes(nodes.size()) + ".")
                : Verdict.failed(
                        "Release " + cloud.target().version() + " lacks roles: " + Verdict.listed(found) + ".",
                        "Take the roles from the nodes in Nailgun, or choose another release. Octane reads the roles of releases, not"
                                + " those that plugins bring: where a plugin that is made for it brings one, add that to its"
                                + " roles_metadata with PUT /api/v1/releases/"
                                + cloud.target().id() + ".");
    }
}
