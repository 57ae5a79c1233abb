package org.octane.nailgun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.octane.json.Json;

/** Answers without what says nothing: the order of keys and lists, or all values. */
final class AnswerKeys {

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

    private static final List<String> NAMES = List.of("name", "vip_name", "node_id", "id");

    /** Lists of things with names or ids by those, objects by key, without what seeds add. */
    static JsonNode sorted(JsonNode json) {
        if (json instanceof ArrayNode list) {
            var items = StreamSupport.stream(list.spliterator(), false)
                    .map(AnswerKeys::sorted)
                    .sorted(Comparator.comparing(item -> item.isObject()
                            ? NAMES.stream()
                                    .map(name -> item.path(name).asText())
                                    .collect(Collectors.joining(" "))
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
