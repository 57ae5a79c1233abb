package org.octane.plan;

import java.util.List;
import java.util.stream.Stream;

/** The nodes of the original that the operator names. */
record NamedNodes(Cloud cloud, List<Integer> named) {

    void areUpgradable() {
        for (int id : named) {
            var node = Stream.concat(cloud.nodes().stream(), cloud.spares().stream())
                    .filter(n -> n.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "Node with id " + id + " was not found."));
            if (node.leaving()) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "Node " + id
                                + " is marked for deletion in Nailgun; take the mark back first, if it shall stay.");
            }
            if (!Integer.valueOf(cloud.original()).equals(node.cluster())) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "Node " + id + " is not in cluster " + cloud.original() + ", it needs no upgrade.");
            }
        }
    }
}
