package org.octane.step.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.octane.json.Json;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.model.Node;
import org.octane.step.StepCall;

/**
 * The two sides of an upgrade: the original and its seed; or of one cluster, the nodes that have its release of before and those that
 * have the new one.
 *
 * @param nodes of both, by id
 * @param moved ids of those on the new side
 * @param original version of the release of before
 * @param seed version of the new release, empty as long as nothing has it
 * @param settings those of the new side that operators edit
 */
record Sides(List<Node> nodes, Set<Integer> moved, String original, String seed, ObjectNode settings) {

    static Sides of(ClusterFacts clusters, StepCall call) {
        return call.seed() == null ? ofOne(clusters, call.original()) : ofTwo(clusters, call.original(), call.seed());
    }

    private static Sides ofOne(ClusterFacts clusters, int cluster) {
        var nodes = clusters.nodes(List.of(cluster));
        var releases = clusters.releases(cluster);
        return releases.map(two -> new Sides(nodes, two.moved(), two.first(), two.next(), two.settings()))
                .orElseGet(() -> new Sides(
                        nodes,
                        Set.of(),
                        clusters.versions(List.of(cluster)).getOrDefault(cluster, ""),
                        "",
                        Json.object()));
    }

    private static Sides ofTwo(ClusterFacts clusters, int original, int seed) {
        var both = List.of(original, seed);
        var nodes = clusters.nodes(both);
        var versions = clusters.versions(both);
        return new Sides(
                nodes,
                nodes.stream()
                        .filter(node -> node.cluster() == seed)
                        .map(Node::id)
                        .collect(Collectors.toSet()),
                versions.getOrDefault(original, ""),
                versions.getOrDefault(seed, ""),
                clusters.settings(seed));
    }

    List<Node> originalControllers() {
        return nodes.stream()
                .filter(node -> node.has("controller") && !moved.contains(node.id()))
                .toList();
    }

    List<Node> seedControllers() {
        return nodes.stream()
                .filter(node -> node.has("controller") && moved.contains(node.id()))
                .toList();
    }
}
