package org.octane.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where the steps of a plan run. The seed's controllers are known before they are the seed's: they are the servers picked.
 *
 * @param controllers the servers that are, or become, the seed's controllers
 */
record Targets(Cloud cloud, List<Cloud.Node> controllers) {

    static final Cloud.Node MASTER = new Cloud.Node(Cloud.MASTER, "the Fuel master", null, List.of(), "ready", true);

    List<Cloud.Node> of(String on) {
        return switch (on) {
            case "master" -> List.of(MASTER);
            case "original-controllers" -> cloud.original("controller");
            case "original-controller" -> first(cloud.original("controller"));
            case "seed-controllers" -> controllers;
            case "seed-controller" -> first(controllers);
            case "computes" -> both("compute");
            case "osds" -> both("ceph-osd");
            case "cluster" -> List.of();
            default -> throw new IllegalArgumentException("A step cannot run on '" + on + "'");
        };
    }

    /** Of the original and the seed: some may have moved already. */
    private List<Cloud.Node> both(String role) {
        return Stream.concat(cloud.original(role).stream(), cloud.seed(role).stream())
                .toList();
    }

    /** All nodes of that role that are still in the original. */
    List<Cloud.Node> remaining(String role) {
        return cloud.original(role);
    }

    private static List<Cloud.Node> first(List<Cloud.Node> nodes) {
        return nodes.subList(0, Math.min(1, nodes.size()));
    }
}
