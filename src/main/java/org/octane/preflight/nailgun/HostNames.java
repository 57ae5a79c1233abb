package org.octane.preflight.nailgun;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.octane.plan.Cloud;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** In the seed no two nodes have the same name, nor one that programs can't tell from another's. */
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
        var holders = new HashMap<String, Cloud.Node>();
        var found = new ArrayList<String>();
        for (var node : nodes) {
            var other = holders.putIfAbsent(name(node), node);
            if (other != null && other.id() != node.id()) {
                found.add("nodes " + other.id() + " and " + node.id() + " are both called " + node.hostname());
            }
        }
        for (var node : nodes) {
            beginnings(name(node))
                    .map(holders::get)
                    .filter(Objects::nonNull)
                    .forEach(other -> found.add("nodes %d and %d are called %s and %s"
                            .formatted(other.id(), node.id(), other.hostname(), node.hostname())));
        }
        return found.isEmpty()
                ? Verdict.passed("Each has a name of its own: " + Verdict.nodes(nodes.size()) + ".")
                : Verdict.failed(
                        "Names are taken twice, or one is another's beginning up to a dot, as of a host with its domain: "
                                + Verdict.listed(found) + ".",
                        "Name other servers, --controllers, or give a server another name: fuel2 node update --hostname NAME ID");
    }

    private static String name(Cloud.Node node) {
        return node.hostname().toLowerCase(Locale.ROOT);
    }

    /** Of a name with dots: nova, Ceph and others tell hosts with their domain or without, so each of them may mean the same host. */
    private static Stream<String> beginnings(String name) {
        return IntStream.range(1, name.length())
                .filter(at -> name.charAt(at) == '.')
                .mapToObj(at -> name.substring(0, at));
    }
}
