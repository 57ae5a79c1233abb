package org.octane.nailgun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.octane.json.Json;

/** Answers without what says nothing: the order of keys and lists, or all values. */
final class AnswerKeys {

    /** What seeds and Octane add to Nailgun's answers. */
    private static final Set<String> MORE = Set.of(
            "original_cluster_id",
            "error_msg",
            "release_id",
            "pending_release_id",
            "compatible_fuel_versions",
            "orchestrator_data");

    private AnswerKeys() {}

    /** Values replaced by their types; null by null. */
    static JsonNode of(JsonNode json) {
        if (json instanceof ObjectNode object) {
            var fields = new TreeMap<String, JsonNode>();
            object.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
            return Json.object().setAll(fields);
        }
        return Json.tree(json.getNodeType().toString());
    }

    /** Where two answers differ in keys or types; null goes with all. Lists are compared by the first of each. */
    static List<String> differences(String path, JsonNode recorded, JsonNode found) {
        var differences = new ArrayList<String>();
        if (recorded.isNull() || found.isNull() || recorded.isMissingNode()) {
            return differences;
        }
        if (recorded.getNodeType() != found.getNodeType()) {
            return List.of(path + " is " + found.getNodeType() + ", recorded " + recorded.getNodeType());
        }
        if (recorded.isObject()) {
            recorded.properties().forEach(field -> {
                if (found.has(field.getKey())) {
                    differences.addAll(
                            differences(path + "." + field.getKey(), field.getValue(), found.get(field.getKey())));
                } else {
                    differences.add(path + "." + field.getKey() + " is missing");
                }
            });
            found.fieldNames().forEachRemaining(name -> {
                if (!recorded.has(name) && !MORE.contains(name)) {
                    differences.add(path + "." + name + " is more");
                }
            });
        } else if (recorded.isArray() && !recorded.isEmpty() && !found.isEmpty()) {
            differences.addAll(differences(path + "[]", recorded.get(0), found.get(0)));
        }
        return differences;
    }

    /** Lists of things with names or ids by those, objects by key, without what seeds add. */
    static JsonNode sorted(JsonNode json) {
        if (json instanceof ArrayNode list) {
            var items = StreamSupport.stream(list.spliterator(), false)
                    .map(AnswerKeys::sorted)
                    .sorted(Comparator.comparing(item -> item.isObject()
                            ? item.path("name").asText() + item.path("id").asText()
                            : ""))
                    .toList();
            return Json.array().addAll(items);
        }
        if (json instanceof ObjectNode object) {
            var fields = new TreeMap<String, JsonNode>();
            object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            fields.remove("original_cluster_id");
            fields.remove("error_msg");
            return Json.object().setAll(fields);
        }
        return json.isIntegralNumber() ? Json.tree(json.longValue()) : json;
    }
}
