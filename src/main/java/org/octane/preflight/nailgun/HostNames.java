package org.octane.preflight.nailgun;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.stream.Stream;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** In the seed no two nodes have the same name. */
public final class HostNames implements Check {

    @Override
    public String name() {
        return "host-names";
    }

    @Override
    public String why() {
        return "Nailgun takes no second node of a name into a cluster, which a node would find only when it is its turn to move.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.isWithoutSeed() ? "Nodes stay in their cluster." : NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var cloud = upgrade.cloud();
        var moving = upgrade.inBatches();
        var nodes = Stream.concat(
                        cloud.nodes().stream()
                                .filter(node -> moving.contains(node.id())
                                        || cloud.seed() != null && cloud.seed().equals(node.cluster())),
                        upgrade.servers().stream())
                .distinct()
                .toList();
        var holders = new HashMap<String, Integer>();
        var found = new ArrayList<String>();
        for (var node : nodes) {
            var other = holders.putIfAbsent(node.hostname().toLowerCase(Locale.ROOT), node.id());
            if (other != null && other != node.id()) {
                found.add("nodes " + other + " and " + node.id() + " are both called " + node.hostname());
            }
        }
        return found.isEmpty()
                ? Verdict.passed("Each has a name of its own: " + Verdict.nodes(nodes.size()) + ".")
                : Verdict.failed(
                        "Names are taken twice: " + Verdict.listed(found) + ".",
                        "Name other servers, --controllers, or give a server another name: fuel2 node update --hostname NAME ID");
    }
}
