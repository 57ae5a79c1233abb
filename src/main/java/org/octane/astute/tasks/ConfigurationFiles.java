package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData.Node;

/**
 * The task {@code upload_configuration} of 8.0: OpenStack's settings that an operator has uploaded for the cluster, for roles
 * and for nodes.
 */
record ConfigurationFiles(CallNodes nodes, String dnsDomain) {

    private static final String FOLDER = "/etc/hiera/override/configuration/";

    Stream<ObjectNode> items() {
        return nodes.nodes().stream().flatMap(this::items);
    }

    private Stream<ObjectNode> items(Node node) {
        var files = new TreeMap<String, ObjectNode>();
        for (var configuration : nodes.cluster().configurations()) {
            var file = file(configuration.type(), configuration.role(), configuration.node(), node);
            if (file != null) {
                merge(
                        files.computeIfAbsent(file, name -> Json.object()),
                        configuration.settings(),
                        file.equals("role"));
            }
        }
        return files.entrySet().stream()
                .map(file -> TaskItems.upload(
                        List.of(node.uid()),
                        FOLDER + file.getKey() + ".yaml",
                        NodesFile.yaml(Map.of("configuration", Json.<Object>value(file.getValue())))));
    }

    private String file(String type, String role, Integer id, Node node) {
        return switch (type) {
            case "cluster" -> "cluster";
            case "role" -> node.roles().contains(role) ? "role" : null;
            default -> id != null && id == node.id() ? node.hostname() + "." + dnsDomain : null;
        };
    }

    /** Of a node's roles the later one's settings win, group by group; else the later upload wins as a whole. */
    private static void merge(ObjectNode into, JsonNode settings, boolean groupwise) {
        if (groupwise) {
            settings.properties()
                    .forEach(group -> into.withObjectProperty(group.getKey()).setAll((ObjectNode) group.getValue()));
        } else {
            into.removeAll();
            into.setAll((ObjectNode) settings);
        }
    }
}
