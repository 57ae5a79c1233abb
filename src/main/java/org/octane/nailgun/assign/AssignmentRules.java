package org.octane.nailgun.assign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Release;
import org.octane.plan.Refusal;

/** Which nodes may move to a seed; refused in the words of Nailgun's extension where it has some. */
final class AssignmentRules {

    private static final List<String> STATUSES = List.of("ready", "provisioned", "error");

    private final int seed;
    private final Relation relation;

    /** @param relation null if the cluster is no seed */
    AssignmentRules(int seed, Relation relation) {
        this.seed = seed;
        this.relation = relation;
    }

    int original() {
        return relation.original();
    }

    /** Only nodes of the seed's original, and only some whose installation is over. */
    void check(Node node) {
        checkPlace(node);
        checkStatus(node);
    }

    private void checkPlace(Node node) {
        if (Integer.valueOf(seed).equals(node.cluster())) {
            checkStatus(node);
            throw Refusal.invalid("Node %d is already assigned to cluster %d".formatted(node.id(), seed));
        }
        if (relation == null || !Integer.valueOf(relation.original()).equals(node.cluster())) {
            throw Refusal.notAllowed(
                    "Node %d is not in the cluster whose seed cluster %d is.".formatted(node.id(), seed));
        }
    }

    private static void checkStatus(Node node) {
        if (!STATUSES.contains(node.status())) {
            throw Refusal.invalid(
                    "Node should be in one of statuses: ('ready', 'provisioned', 'error'). Currently node has %s status."
                            .formatted(node.status()));
        }
        if (node.status().equals("error") && !"deploy".equals(node.errorType())) {
            // The missing space is Nailgun's.
            throw Refusal.invalid(
                    "Node should be in error state only withdeploy error type. Currently error type of node is "
                            + node.errorType());
        }
    }

    /** @param roles given by the caller for all of the nodes; empty: they keep theirs */
    void checkRoles(List<Node> nodes, List<String> roles, Release release) {
        if (!roles.isEmpty()
                && nodes.stream()
                                .map(node -> Set.copyOf(node.allRoles()))
                                .distinct()
                                .count()
                        > 1) {
            throw Refusal.invalid("Only nodes with the same set of assigned roles are supported for the operation.");
        }
        var unknown = roles.stream().filter(role -> !release.roles().has(role)).toList();
        if (!unknown.isEmpty()) {
            throw Refusal.invalid(
                    "%s are not valid roles for node in environment %d".formatted(String.join(", ", unknown), seed));
        }
        if (roles.isEmpty()) {
            nodes.forEach(node -> checkDefined(node, node.allRoles(), release));
        }
        checkConflicts(roles, release);
    }

    static void checkDefined(Node node, List<String> roles, Release release) {
        for (var role : roles) {
            if (!release.roles().has(role)) {
                throw Refusal.conflict(
                        "Role '%s' of node %d is not defined in release %d.".formatted(role, node.id(), release.id()));
            }
        }
    }

    static void checkConflicts(List<String> roles, Release release) {
        for (var role : roles) {
            var conflicts = release.roles().path(role).path("conflicts");
            roles.stream()
                    .filter(other -> !other.equals(role) && contains(conflicts, other))
                    .findFirst()
                    .ifPresent(other -> {
                        throw Refusal.invalid("Role '%s' in conflict with role '%s'.".formatted(role, other));
                    });
        }
    }

    private static boolean contains(JsonNode conflicts, String role) {
        return conflicts.asText().equals("*")
                || StreamSupport.stream(conflicts.spliterator(), false)
                        .anyMatch(conflict -> conflict.asText().equals(role));
    }
}
