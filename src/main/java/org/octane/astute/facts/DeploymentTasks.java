package org.octane.astute.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;

/**
 * The release's tasks as Astute gets them: what a node runs in its role, and what comes before and after on all.
 *
 * @param leftOut ids of tasks not to be run
 */
record DeploymentTasks(ClusterData cluster, TaskGraph graph, NodeList nodes, Set<String> leftOut) {

    private static final int STEP = 100;
    private static final Set<String> NO_WORK = Set.of("stage", "group", "skipped", "void");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    ArrayNode of(String uid, String role) {
        return serialize(
                task -> !isBefore(task) && !isAfter(task) && (names(task, "groups", role) || names(task, "role", role)),
                task -> List.of(uid));
    }

    ArrayNode before() {
        return serialize(this::isBefore, this::uids);
    }

    ArrayNode after() {
        return serialize(this::isAfter, this::uids);
    }

    private boolean isBefore(JsonNode task) {
        return !isAfter(task)
                && (graph.follows("pre_deployment_end", id(task)) || graph.follows(id(task), "pre_deployment_start"))
                && !graph.follows(id(task), "deploy_start");
    }

    private boolean isAfter(JsonNode task) {
        return graph.follows(id(task), "post_deployment_start");
    }

    private List<String> uids(JsonNode task) {
        return cluster.nodes().stream()
                .filter(node -> node.deploymentRoles().stream().anyMatch(role -> names(task, "role", role)))
                .map(ClusterData.Node::uid)
                .toList();
    }

    private static boolean names(JsonNode task, String field, String role) {
        var named = task.path(field);
        if (named.isTextual()) {
            return named.asText().equals("*") || named.asText().equals(role);
        }
        for (JsonNode one : named) {
            if (one.asText().equals(role) || one.asText().equals("*")) {
                return true;
            }
        }
        return false;
    }

    private ArrayNode serialize(Predicate<JsonNode> which, Function<JsonNode, List<String>> uids) {
        var serialized = Json.array();
        for (var task : graph.ordered()) {
            var type = task.path("type").asText();
            if (NO_WORK.contains(type) || leftOut.contains(id(task)) || !which.test(task)) {
                continue;
            }
            var parameters = task.path("parameters").isObject()
                    ? (ObjectNode) task.path("parameters").deepCopy()
                    : Json.object();
            if (type.equals("upload_file")) {
                if (id(task).equals("upload_nodes_info")) {
                    parameters.put("data", yaml(nodes.serialize()));
                } else if (!parameters.has("data")) {
                    continue;
                }
            } else if (!parameters.has("cwd")) {
                parameters.put("cwd", "/");
            }
            var entry = serialized.addObject();
            entry.put("priority", STEP * serialized.size());
            entry.put("type", type);
            entry.set("uids", Json.array(uids.apply(task)));
            entry.set("parameters", parameters);
        }
        return serialized;
    }

    private static String yaml(ArrayNode nodes) {
        try {
            var plain = Json.<Object>value(nodes);
            return YAML.writeValueAsString(Map.of("nodes", plain));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The list of nodes can't be written as YAML", e);
        }
    }

    private static String id(JsonNode task) {
        return task.path("id").asText();
    }
}
