package org.octane.plan;

import java.util.HashSet;
import java.util.List;
import org.octane.plan.catalogue.StageDefinition;

/** Which servers are, or become, the seed's controllers: three, or one, never more than were asked of the operator's hardware. */
record SeedControllers(Cloud cloud, PlanOptions options) {

    /** Additional servers that an upgrade may ask for at most. */
    private static final int ADDITIONAL = 3;

    List<Cloud.Node> picked(List<StageDefinition> stages) {
        var existing = cloud.seed("controller");
        if (!existing.isEmpty()) {
            if (!options.controllers().isEmpty()) {
                throw new Refusal(Refusal.Kind.CONFLICT, "The seed " + cloud.seed() + " has its controllers already.");
            }
            return existing;
        }
        boolean needed = stages.stream().anyMatch(StageDefinition::makesSeed);
        if (!needed) {
            return List.of();
        }
        return options.controllers().isEmpty() ? spares() : named();
    }

    private List<Cloud.Node> spares() {
        int wanted = Math.min(ADDITIONAL, cloud.original("controller").size());
        if (cloud.spares().size() < wanted) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "The seed needs " + wanted + " spare servers for its controllers, and there are "
                            + cloud.spares().size() + ".");
        }
        return cloud.spares().subList(0, wanted);
    }

    private List<Cloud.Node> named() {
        var ids = options.controllers();
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new Refusal(Refusal.Kind.INVALID, "A controller is named twice: " + ids + ".");
        }
        if (ids.size() > ADDITIONAL) {
            throw new Refusal(Refusal.Kind.INVALID, "An upgrade takes at most " + ADDITIONAL + " additional servers.");
        }
        return ids.stream().map(this::spare).toList();
    }

    private Cloud.Node spare(int id) {
        return cloud.spares().stream()
                .filter(n -> n.id() == id)
                .findFirst()
                .orElseThrow(() -> cloud.nodes().stream().anyMatch(n -> n.id() == id)
                        ? new Refusal(
                                Refusal.Kind.CONFLICT, "Node " + id + " belongs to a cluster, it is no spare server.")
                        : new Refusal(Refusal.Kind.NOT_FOUND, "Node with id " + id + " was not found."));
    }
}
