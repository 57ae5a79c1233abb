package org.octane.plan;

import java.util.List;
import java.util.Set;

/**
 * What the planner has to know of a cloud, as Nailgun has it.
 *
 * @param original id of the cluster to upgrade
 * @param name its name
 * @param release what it runs now
 * @param target what it shall run
 * @param seed id of the seed, null if there is none yet
 * @param nodes members of the original and of the seed
 * @param spares servers of no cluster
 * @param moved ids of members of the original that have, or are about to have, the target already
 */
public record Cloud(
        int original,
        String name,
        Release release,
        Release target,
        Integer seed,
        List<Node> nodes,
        List<Node> spares,
        Set<Integer> moved) {

    /** Stands for whatever roles a node has. */
    public static final String ANY_ROLE = "*";

    /** Stands for the Fuel master, which is no row of Nailgun's nodes. */
    public static final int MASTER = 0;

    /** A release of OpenStack as Nailgun names it; version such as {@code 2015.1.0-7.0}. */
    public record Release(int id, String name, String version, String operatingSystem) {}

    /**
     * @param cluster null: a spare server
     * @param roles of one that is its cluster's primary controller {@code primary-controller} too, where that matters
     * @param status as in Nailgun: ready, discover, provisioned, error …
     * @param leaving marked for deletion, so nobody installs it anew
     */
    public record Node(
            int id,
            String hostname,
            Integer cluster,
            List<String> roles,
            String status,
            boolean online,
            boolean leaving) {

        /** One that is not marked. */
        public Node(int id, String hostname, Integer cluster, List<String> roles, String status, boolean online) {
            this(id, hostname, cluster, roles, status, online, false);
        }

        public boolean has(String role) {
            return role.equals(ANY_ROLE) || roles.contains(role);
        }
    }

    public Cloud {
        nodes = List.copyOf(nodes);
        spares = List.copyOf(spares);
        moved = Set.copyOf(moved);
    }

    /** One whose nodes get the target by moving to the seed, or none of them has it. */
    public Cloud(
            int original,
            String name,
            Release release,
            Release target,
            Integer seed,
            List<Node> nodes,
            List<Node> spares) {
        this(original, name, release, target, seed, nodes, spares, Set.of());
    }

    /** Members with that role of the original, by id. */
    public List<Node> original(String role) {
        return members(original, role);
    }

    /** Members with that role of the seed, by id; empty if there is no seed. */
    public List<Node> seed(String role) {
        return seed == null ? List.of() : members(seed, role);
    }

    private List<Node> members(Integer cluster, String role) {
        return nodes.stream()
                .filter(n -> cluster.equals(n.cluster()) && n.has(role))
                .sorted(java.util.Comparator.comparingInt(Node::id))
                .toList();
    }
}
