package org.octane.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.octane.nailgun.deployment.NodeOperation;

/** Which nodes a recorded call is about, by what it names and by the tables, and not by what was cast then. */
record OracleCallNodes(OracleWorld world, OracleLine.Step step, int cluster) {

    private static final String OF = "SELECT id FROM nodes WHERE cluster_id = :cluster AND ";
    private static final String STAYS = "NOT coalesce(pending_deletion, false)";
    private static final String CONTROLLER = "'controller' = ANY(roles || pending_roles)";

    /** Of a message with that method. */
    Set<Integer> of(String method) {
        return switch (method) {
            case "image_provision", "provision" -> installed();
            case "granular_deploy", "task_deploy" -> deployed();
            case "remove_nodes" -> nodes("pending_deletion");
            default -> Set.of();
        };
    }

    private Set<Integer> installed() {
        return named().isEmpty()
                ? nodes(
                        "pending_addition AND (status = 'discover' OR status = 'error' AND error_type = 'provision') AND "
                                + STAYS)
                : named();
    }

    private Set<Integer> deployed() {
        if (!named().isEmpty()) {
            return named();
        }
        return changed();
    }

    /** {@code PUT changes}: nodes that are not ready; all controllers, if one of them is among these or goes. */
    private Set<Integer> changed() {
        var nodes = nodes("status <> 'ready' AND " + STAYS);
        if (!nodes(CONTROLLER + " AND (status <> 'ready' OR pending_deletion)").isEmpty()) {
            nodes.addAll(nodes(CONTROLLER + " AND " + STAYS));
        }
        return nodes;
    }

    /** On an operational cluster of an 8.0 nodes that are ready run some tasks again with each {@code PUT changes}. */
    Set<Integer> runAgain() {
        if (!step.path().contains("/changes")) {
            return Set.of();
        }
        var others = nodes("status = 'ready' AND " + STAYS);
        others.removeAll(changed());
        return others;
    }

    /** In the path or in the body; none: the call is about the cluster. */
    private Set<Integer> named() {
        var named = new TreeSet<>(OraclePreparation.nodes(step.path()));
        if (step.path().contains("/upgrade/assign")) {
            named.addAll(OraclePreparation.nodes(step.request()));
        }
        return named;
    }

    private Set<Integer> nodes(String which) {
        return new TreeSet<>(world.ids(OF + which, Map.of("cluster", cluster)));
    }

    /** Starts what the call starts, as Octane's two tasks. */
    void start() {
        start(NodeOperation.PROVISION, installed());
        start(NodeOperation.DEPLOY, changed());
    }

    private void start(NodeOperation operation, Set<Integer> nodes) {
        if (!nodes.isEmpty()) {
            world.start(operation, cluster, List.copyOf(nodes));
        }
    }
}
