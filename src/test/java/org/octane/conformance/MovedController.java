package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.json.Json;

/**
 * A message for a controller that was moved to a seed and that the real Nailgun takes for a second primary one: as it is to be for
 * a plain controller, by what the tasks say of themselves.
 *
 * @param uid of the controller
 */
record MovedController(CastSituation situation, String uid) {

    private static final String PRIMARY = "primary-controller";
    private static final String PLAIN = "controller";

    ObjectNode plain(ObjectNode message) {
        var arguments = message.withObjectProperty("args");
        for (var entry : arguments.path("deployment_info")) {
            if (entry.path("uid").asText().equals(uid)) {
                facts((ObjectNode) entry);
            }
        }
        for (var stage : new String[] {"pre_deployment", "post_deployment"}) {
            if (arguments.path(stage) instanceof ArrayNode items) {
                arguments.set(stage, without(items, "role"));
                arguments.path(stage).forEach(this::nodesFile);
            }
        }
        return message;
    }

    private void facts(ObjectNode facts) {
        role(facts);
        if (facts.path("tasks") instanceof ArrayNode tasks) {
            facts.set("tasks", without(tasks, "groups"));
        }
        facts.path("nodes").forEach(this::role);
        for (var node : facts.at("/network_metadata/nodes")) {
            if (node.path("uid").asText().equals(uid)) {
                ((ObjectNode) node).putArray("node_roles").add(PLAIN);
            }
        }
    }

    private void role(JsonNode entry) {
        if (entry.path("uid").asText().equals(uid)
                && entry.path("role").asText().equals(PRIMARY)) {
            ((ObjectNode) entry).put("role", PLAIN);
        }
    }

    private void nodesFile(JsonNode item) {
        var data = item.at("/parameters/data").asText();
        if (data.startsWith("nodes:")) {
            var nodes = ComparedMessage.yaml(data);
            nodes.path("nodes").forEach(this::role);
            ((ObjectNode) item.path("parameters")).set("data", nodes);
        }
    }

    /** Numbered anew, without those of primary controllers alone. @param whose the field that says whose a task is */
    private ArrayNode without(ArrayNode items, String whose) {
        var left = Json.array();
        for (var item : items) {
            if (!isOfPrimaries(item, whose)) {
                left.add(((ObjectNode) item.deepCopy()).put("priority", 100 * (left.size() + 1)));
            }
        }
        return left;
    }

    private boolean isOfPrimaries(JsonNode item, String whose) {
        var told = item.at("/parameters/" + key(item));
        return told.isTextual()
                && situation.tasks().stream()
                        .filter(task -> task.path("parameters").path(key(item)).equals(told))
                        .anyMatch(task -> task.path(whose).toString().contains("\"" + PRIMARY + "\"")
                                && !task.path(whose).toString().contains("\"" + PLAIN + "\""));
    }

    private static String key(JsonNode item) {
        return item.path("type").asText().equals("puppet") ? "puppet_manifest" : "cmd";
    }
}
