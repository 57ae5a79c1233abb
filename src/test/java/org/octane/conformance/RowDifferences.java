package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                var row = change.path("row");
                switch (change.get("op").asText()) {
                    case "update" ->
                        change.get("after")
                                .properties()
                                .forEach(field -> fields.put(
                                        "%s%s.%s".formatted(table.getKey(), change.get("key"), field.getKey()),
                                        text(field.getValue())));
                    case "insert" -> {
                        if (!table.getKey().equals("tasks")) {
                            fields.merge("new in " + table.getKey() + " " + said(row), "1", RowDifferences::more);
                        }
                    }
                    default -> fields.put("deleted from " + table.getKey() + deleted(row), "1");
                }
            }
        }
        tasks(changes.path("tasks"), fields);
        return fields;
    }

    /** A row that goes was there before, so that its id is the same on both sides. */
    private static String deleted(JsonNode row) {
        return row.has("id") ? "[" + row.get("id") + "]" : " " + said(row);
    }

    /** New tasks are told by their names; of several of one name, the first is the one whose fields come first. */
    private static void tasks(JsonNode changes, Map<String, String> fields) {
        var ofName = new TreeMap<String, List<JsonNode>>();
        for (var change : changes) {
            if (change.get("op").asText().equals("insert")) {
                ofName.computeIfAbsent(change.get("row").get("name").asText(), name -> new ArrayList<>())
                        .add(change.get("row"));
            }
        }
        ofName.forEach((name, rows) -> {
            rows.sort(Comparator.comparing(RowDifferences::said));
            for (int i = 0; i < rows.size(); i++) {
                var which = i == 0 ? name : name + "#" + (i + 1);
                telling(rows.get(i))
                        .forEach(field ->
                                fields.put("new task %s.%s".formatted(which, field.getKey()), text(field.getValue())));
            }
        });
    }

    private static Stream<Map.Entry<String, JsonNode>> telling(JsonNode row) {
        return row.properties().stream().filter(field -> !ARBITRARY.contains(field.getKey()));
    }

    private static String more(String count, String one) {
        return String.valueOf(Integer.parseInt(count) + Integer.parseInt(one));
    }

    private static String said(JsonNode row) {
        var fields = new TreeMap<String, String>();
        telling(row).forEach(field -> fields.put(field.getKey(), text(field.getValue())));
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
