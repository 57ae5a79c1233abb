package org.octane.plan;

import java.util.List;
import org.octane.plan.catalogue.AtOnce;

/**
 * What the operator asks for.
 *
 * @param strategy name of the plan file
 * @param controllers servers that become the seed's controllers; empty: the first spare ones
 * @param stages only these; empty: all
 * @param nodes only these in {@code batches}; empty: all of the role
 * @param liveMigration false: VMs are stopped and started again instead of being moved
 * @param interactive whether the upgrade waits for a person where its stages ask for an approval
 * @param holds what keeps batches from beginning, beside what the plan says
 */
public record PlanOptions(
        String strategy,
        List<Integer> controllers,
        List<String> stages,
        List<Integer> nodes,
        boolean liveMigration,
        boolean interactive,
        Holds holds) {

    public PlanOptions {
        controllers = List.copyOf(controllers);
        stages = List.copyOf(stages);
        nodes = List.copyOf(nodes);
    }

    /** @param maxUnavailable for all roles alike, null: as planned */
    public PlanOptions(
            String strategy,
            List<Integer> controllers,
            List<String> stages,
            List<Integer> nodes,
            String maxUnavailable,
            boolean liveMigration,
            boolean interactive) {
        this(strategy, controllers, stages, nodes, liveMigration, interactive, Holds.of(maxUnavailable));
    }

    /**
     * The same with another limit or failure budget of one role.
     *
     * @param limit null: as it is
     * @param failures null: as it is
     */
    public PlanOptions limited(String role, AtOnce limit, Budget failures) {
        return new PlanOptions(
                strategy, controllers, stages, nodes, liveMigration, interactive, holds.limited(role, limit, failures));
    }

    /** The nodes of an upgrade in place are those of the cluster. */
    void refuseServers() {
        if (!controllers.isEmpty()) {
            throw Refusal.invalid("An upgrade in place installs the cluster's own controllers, it needs no servers.");
        }
    }

    /** A cluster has one release: an update that left nodes out would never end. */
    void refusePartOfNodes() {
        if (!nodes.isEmpty() || !controllers.isEmpty() || holds.ofBatches()) {
            throw Refusal.invalid(
                    "An update takes each node of the cluster, one after the other: neither nodes nor how many"
                            + " at once can be chosen, nor may one fail, and it needs no servers.");
        }
    }
}
