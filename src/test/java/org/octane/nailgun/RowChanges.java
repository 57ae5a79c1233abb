package org.octane.nailgun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.octane.json.Json;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows that are there after a call and were not before, with ids told by what they stand for: a network by the number
 * of its cluster and its name, a node group by its cluster.
 */
final class RowChanges {

    private final Map<Integer, String> groups = new HashMap<>();
    private final Map<Integer, String> networks = new HashMap<>();

    /** @param nodegroups rows of that table, likewise the others */
    RowChanges(JsonNode nodegroups, JsonNode networkGroups) {
        nodegroups.forEach(
                group -> groups.put(group.get("id").intValue(), "group of cluster " + group.get("cluster_id")));
        networkGroups.forEach(network -> networks.put(
                network.get("id").intValue(),
                network.get("name").textValue() + " of "
                        + groups.getOrDefault(network.path("group_id").asInt(), "all")));
    }

    static RowChanges of(JdbcTemplate jdbc) {
        return new RowChanges(rows(jdbc, "nodegroups"), rows(jdbc, "network_groups"));
    }

    static JsonNode rows(JdbcTemplate jdbc, String table) {
        return Json.read(jdbc.queryForObject(
                "select coalesce(json_agg(row_to_json(t)), '[]')::text from " + table + " t", String.class));
    }

    /** Sorted texts. */
    List<String> of(JsonNode before, JsonNode after) {
        var added = new ArrayList<>(texts(after));
        texts(before).forEach(added::remove);
        return added.stream().sorted().toList();
    }

    private List<String> texts(JsonNode rows) {
        var texts = new ArrayList<String>();
        for (var row : rows) {
            var fields = new TreeMap<String, JsonNode>();
            row.properties().forEach(field -> fields.put(field.getKey(), parsed(field.getValue())));
            fields.remove("id");
            named(fields, "group_id", groups);
            named(fields, "network", networks);
            named(fields, "network_id", networks);
            named(fields, "network_group_id", networks);
            // New passwords are made up for what the original has none of; those that it has are compared.
            fields.computeIfPresent("generated", (name, value) -> AnswerKeys.of(value));
            texts.add(fields.toString());
        }
        return texts;
    }

    private static void named(Map<String, JsonNode> fields, String field, Map<Integer, String> names) {
        fields.computeIfPresent(
                field, (name, value) -> value.isNull() ? value : Json.tree(names.getOrDefault(value.intValue(), "?")));
    }

    /** Columns of text that hold JSON: the order of keys says nothing. */
    private static JsonNode parsed(JsonNode value) {
        var text = value.asText();
        return value.isTextual() && (text.startsWith("{") || text.startsWith("["))
                ? AnswerKeys.sorted(Json.read(text))
                : value instanceof ObjectNode ? AnswerKeys.sorted(value) : value;
    }
}
