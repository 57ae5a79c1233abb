package org.octane.plan;

import java.util.Comparator;
import java.util.List;

/**
 * The controller of a cluster that gets the new release before all others: one that has it already, else Nailgun's primary one, else
 * the first.
 */
record FirstController(Cloud cloud) {

    /** What controllers do besides, a plugin's role too, no stage moves or keeps for them. */
    private static final List<String> OWN_WORK = List.of("controller", "primary-controller");

    /** @throws Refusal if nobody would keep the databases meanwhile, or a controller's data or VMs would be lost */
    void mustBeAbleToLeave() {
        var controllers = cloud.original("controller");
        if (controllers.size() < 2) {
            throw Refusal.conflict(
                    "Cluster %d has no second controller, which would keep the databases while the first one is installed."
                            .formatted(cloud.original()));
        }
        var others = controllers.stream()
                .flatMap(node -> node.roles().stream()
                        .filter(role -> !OWN_WORK.contains(role))
                        .map(role -> "%s has role %s".formatted(node.hostname(), role)))
                .toList();
        if (!others.isEmpty()) {
            throw Refusal.conflict(
                    "Controllers of cluster %d are installed anew, and what else they do would be lost: %s. Upgrade it side by side."
                            .formatted(cloud.original(), String.join(", ", others)),
                    others);
        }
    }

    List<Cloud.Node> picked() {
        return cloud.original("controller").stream()
                .min(Comparator.comparing((Cloud.Node node) -> !cloud.moved().contains(node.id()))
                        .thenComparing(node -> !node.has("primary-controller"))
                        .thenComparing(Cloud.Node::id))
                .stream()
                .toList();
    }
}
