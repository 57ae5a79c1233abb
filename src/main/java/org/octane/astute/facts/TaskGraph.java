package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The release's deployment tasks and which comes after which. */
final class TaskGraph {

    private final Map<String, JsonNode> tasks = new LinkedHashMap<>();
    private final Map<String, Set<String>> before = new HashMap<>();

    TaskGraph(JsonNode declared) {
        declared.forEach(task -> tasks.put(task.path("id").asText(), task));
        declared.forEach(task -> {
            var id = task.path("id").asText();
            task.path("requires").forEach(other -> link(other.asText(), id));
            task.path("required_for").forEach(other -> link(id, other.asText()));
        });
    }

    private void link(String first, String second) {
        before.computeIfAbsent(second, id -> new LinkedHashSet<>()).add(first);
    }

    /** All tasks, none before one that it comes after; as declared where the graph leaves it open. */
    List<JsonNode> ordered() {
        var order = new ArrayList<JsonNode>();
        var open = new LinkedHashSet<>(tasks.keySet());
        while (!open.isEmpty()) {
            var next = open.stream()
                    .filter(id -> before.getOrDefault(id, Set.of()).stream().noneMatch(open::contains))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Deployment tasks wait for each other: " + open));
            open.remove(next);
            order.add(tasks.get(next));
        }
        return order;
    }

    /** Whether one comes after the other, over however many between. */
    boolean follows(String id, String other) {
        var seen = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>(before.getOrDefault(id, Set.of()));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (next.equals(other)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(before.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }

    static boolean isGroup(JsonNode task) {
        return task.path("type").asText().equals("group");
    }
}
