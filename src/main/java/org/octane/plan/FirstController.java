package org.octane.plan;

import java.util.Comparator;
import java.util.List;

/**
 * The controller of a cluster that gets the new release before all others: one that has it already, else Nailgun's primary one, else
 * the first.
 */
record FirstController(Cloud cloud) {

    List<Cloud.Node> picked() {
        return cloud.original("controller").stream()
                .min(Comparator.comparing((Cloud.Node node) -> !cloud.moved().contains(node.id()))
                        .thenComparing(node -> !node.has("primary-controller"))
                        .thenComparing(Cloud.Node::id))
                .stream()
                .toList();
    }
}
