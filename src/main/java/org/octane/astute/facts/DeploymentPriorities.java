package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The order in which nodes are deployed, by the groups of the task graph: each turn's priority is a hundred higher. */
final class DeploymentPriorities {

    private static final int STEP = 100;

    private final TaskGraph graph;
    private final List<JsonNode> groups;
    private int turn;

    DeploymentPriorities(TaskGraph graph) {
        this.graph = graph;
        this.groups = graph.ordered().stream().filter(TaskGraph::isGroup).toList();
    }

    /** Sets {@code priority} of each entry by its {@code role}; roles of no group come last. */
    void assign(List<ObjectNode> entries) {
        var present = entries.stream().map(e -> e.path("role").asText()).collect(Collectors.toSet());
        var open = new ArrayList<>(groups.stream()
                .filter(g -> roles(g).stream().anyMatch(present::contains))
                .toList());
        while (!open.isEmpty()) {
            var now = open.stream()
                    .filter(g -> open.stream().noneMatch(other -> graph.follows(id(g), id(other))))
                    .toList();
            now.forEach(open::remove);
            turns(now, entries);
        }
        var rest = entries.stream().filter(entry -> !entry.has("priority")).toList();
        together(rest);
    }

    /** Groups of the same rank: those one by one first, then the others side by side. */
    private void turns(List<JsonNode> ranked, List<ObjectNode> entries) {
        var together = new ArrayList<ObjectNode>();
        for (var group : ranked) {
            var members = entries.stream()
                    .filter(e -> roles(group).contains(e.path("role").asText()))
                    .toList();
            var strategy = group.path("parameters").path("strategy");
            if (strategy.path("type").asText().equals("one_by_one")) {
                members.forEach(member -> together(List.of(member)));
            } else if (members.size() > strategy.path("amount").asInt(Integer.MAX_VALUE)) {
                int amount = strategy.path("amount").asInt();
                for (int from = 0; from < members.size(); from += amount) {
                    together(members.subList(from, Math.min(members.size(), from + amount)));
                }
            } else {
                together.addAll(members);
            }
        }
        together(together);
    }

    private void together(List<ObjectNode> members) {
        if (!members.isEmpty()) {
            turn += STEP;
            members.forEach(member -> member.put("priority", turn));
        }
    }

    private static Set<String> roles(JsonNode group) {
        var roles = new HashSet<String>();
        group.path("role").forEach(role -> roles.add(role.asText()));
        return roles;
    }

    private static String id(JsonNode task) {
        return task.path("id").asText();
    }
}
