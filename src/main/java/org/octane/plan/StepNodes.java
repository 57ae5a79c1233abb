package org.octane.plan;

import java.util.List;
import java.util.stream.Stream;
import org.octane.plan.catalogue.StepTarget;

/**
 * Where the steps of a plan run. The seed's controllers are known before they are the seed's: they are the servers picked.
 *
 * @param controllers the servers that are, or become, the seed's controllers; without a seed the controller that comes first
 */
record StepNodes(Cloud cloud, List<Cloud.Node> controllers) {

    static final Cloud.Node MASTER = new Cloud.Node(Cloud.MASTER, "the Fuel master", null, List.of(), "ready", true);

    /** @param on a place outside of batches */
    List<Cloud.Node> of(StepTarget on) {
        return switch (on) {
            case MASTER -> List.of(MASTER);
            case ORIGINAL_CONTROLLERS -> cloud.original("controller");
            case ORIGINAL_CONTROLLER -> first(cloud.original("controller"));
            case SEED_CONTROLLERS -> controllers;
            case SEED_CONTROLLER -> first(controllers);
            case OTHER_CONTROLLERS -> others(cloud.original("controller"));
            case OTHER_CONTROLLER -> first(others(cloud.original("controller")));
            case COMPUTES -> ofRole("compute");
            case OSDS -> ofRole("ceph-osd");
            case CLUSTER, BATCH, NODE -> List.of();
        };
    }

    /** Of the original and the seed: some may have moved already. */
    List<Cloud.Node> ofRole(String role) {
        return Stream.concat(cloud.original(role).stream(), cloud.seed(role).stream())
                .toList();
    }

    /** All nodes of that role that are still as the original's were, and stay in the cloud. */
    List<Cloud.Node> remaining(String role) {
        return others(cloud.original(role)).stream()
                .filter(node -> !cloud.moved().contains(node.id()) && !node.leaving())
                .toList();
    }

    private List<Cloud.Node> others(List<Cloud.Node> nodes) {
        return nodes.stream().filter(node -> !controllers.contains(node)).toList();
    }

    private static List<Cloud.Node> first(List<Cloud.Node> nodes) {
        return nodes.subList(0, Math.min(1, nodes.size()));
    }
}
