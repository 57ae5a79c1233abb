package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.octane.json.Json;

/**
 * Where Octane's changes of rows differ from the recorded ones, field by field. Ids of new rows, times, uuids, which free address a
 * node gets, and the order of names in a list say nothing.
 */
final class RowDifferences {

    private static final String NONE = "unchanged";
    private static final Set<String> ARBITRARY = Set.of("id", "uuid", "datetime", "timestamp", "ip_addr", "task_id");

    private RowDifferences() {}

    /** Texts such as {@code nodes[10].status: recorded error, Octane unchanged}. */
    static List<String> of(JsonNode recorded, JsonNode octane) {
        var theirs = flat(recorded);
        var ours = flat(octane);
        var differences = new ArrayList<String>();
        var all = new TreeSet<>(theirs.keySet());
        all.addAll(ours.keySet());
        for (var field : all) {
            var their = theirs.getOrDefault(field, NONE);
            var our = ours.getOrDefault(field, NONE);
            if (!their.equals(our)) {
                differences.add("%s: recorded %s, Octane %s".formatted(field, their, our));
            }
        }
        return differences;
    }

    private static Map<String, String> flat(JsonNode changes) {
        var fields = new TreeMap<String, String>();
        for (var table : changes.properties()) {
            for (var change : table.getValue()) {
                switch (change.get("op").asText()) {
                    case "update" ->
                        change.get("after")
                                .properties()
                                .forEach(field -> fields.put(
                                        "%s%s.%s".formatted(table.getKey(), change.get("key"), field.getKey()),
                                        text(field.getValue())));
                    case "insert" -> insert(table.getKey(), change.get("row"), fields);
                    default -> fields.merge("deleted from " + table.getKey(), "1", RowDifferences::more);
                }
            }
        }
        return fields;
    }

    /** New rows of tasks and notifications are told by what they are about, others as a whole. */
    private static void insert(String table, JsonNode row, Map<String, String> fields) {
        if (table.equals("tasks")) {
            row.properties().stream()
                    .filter(field -> !ARBITRARY.contains(field.getKey()))
                    .forEach(field -> fields.put(
                            "new task %s.%s".formatted(row.get("name").asText(), field.getKey()),
                            text(field.getValue())));
            return;
        }
        var rest = Json.object();
        row.properties().stream()
                .filter(field -> !ARBITRARY.contains(field.getKey()))
                .forEach(field -> rest.set(field.getKey(), field.getValue()));
        fields.merge("new in " + table + " " + sorted(rest), "1", RowDifferences::more);
    }

    private static String more(String count, String one) {
        return String.valueOf(Integer.parseInt(count) + Integer.parseInt(one));
    }

    private static String sorted(ObjectNode row) {
        var fields = new TreeMap<String, String>();
        row.properties().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
        return fields.toString();
    }

    private static String text(JsonNode value) {
        var text = value.isTextual() ? value.asText() : value.toString();
        if (text.startsWith("{") || text.startsWith("[{")) {
            return canonical(value.isTextual() ? Json.read(text) : value);
        }
        // Python's sets have no order.
        var names = text.indexOf(":\n'");
        return names < 0
                ? text
                : text.substring(0, names + 2)
                        + Arrays.stream(text.substring(names + 2).split("\n"))
                                .map(line ->
                                        Arrays.stream(line.split(", ")).sorted().collect(Collectors.joining(", ")))
                                .collect(Collectors.joining("\n"));
    }

    private static String canonical(JsonNode json) {
        if (json.isObject()) {
            var fields = new TreeMap<String, String>();
            json.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields.toString();
        }
        return json.toString();
    }
}
