package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;

/** The nodes that a cast deploys, and who of them runs a task. */
record CallNodes(ClusterData cluster, List<Node> nodes) {

    static final List<String> MASTER = List.of("master");

    /** @throws TaskFault one of them is not in the cluster */
    static CallNodes of(ClusterData cluster, Collection<Integer> ids) {
        var nodes = cluster.everyNode().stream()
                .filter(node -> ids.contains(node.id()))
                .toList();
        if (nodes.isEmpty() || nodes.size() < new HashSet<>(ids).size()) {
            var absent = new TreeSet<>(ids);
            nodes.forEach(node -> absent.remove(node.id()));
            throw new TaskFault("Cluster " + cluster.id() + " has no nodes " + absent + " that could be deployed");
        }
        return new CallNodes(cluster, nodes);
    }

    List<String> all() {
        return nodes.stream().map(Node::uid).toList();
    }

    /**
     * Ids of the nodes that a task is for; none if there is none of its roles.
     *
     * @param roles {@code *}, {@code master}, or a list of roles, where a primary has the role {@code primary-X} and not X
     */
    List<String> uids(JsonNode roles) {
        if (roles.isTextual()) {
            return switch (roles.textValue()) {
                case "*" -> all();
                case "master" -> MASTER;
                default -> List.of();
            };
        }
        var wanted = new HashSet<String>();
        roles.forEach(role -> wanted.add(role.asText()));
        return nodes.stream()
                .filter(node -> node.deploymentRoles().stream().anyMatch(wanted::contains))
                .map(Node::uid)
                .toList();
    }

    /** The nodes of the cast and those that are deployed already and stay. */
    List<Node> deployed() {
        var ids = Set.copyOf(all());
        return cluster.everyNode().stream()
                .filter(node -> ids.contains(node.uid()) || node.status().equals("ready") && !node.pendingDeletion())
                .toList();
    }

    /** Nodes of the cluster that are to have virtual machines: a node for each one that it lacks, as Nailgun has them. */
    List<String> hostsOfNewMachines() {
        return cluster.everyNode().stream()
                .filter(node -> node.has("virt"))
                .flatMap(node -> StreamSupport.stream(node.vms().spliterator(), false)
                        .filter(machine -> !machine.path("created").asBoolean())
                        .map(machine -> node.uid()))
                .toList();
    }

    boolean have(String role) {
        return nodes.stream().anyMatch(node -> node.deploymentRoles().contains(role));
    }
}
