package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The order in which nodes are deployed, by the groups of the tasks: each turn's priority is a hundred higher. */
final class NodePriorities {

    private static final int STEP = 100;

    private final DeploymentGraph tasks;
    private int turn;

    NodePriorities(DeploymentGraph tasks) {
        this.tasks = tasks;
    }

    /** Sets {@code priority} of each entry by its {@code role}; roles of no group come last. */
    void assign(List<ObjectNode> entries) {
        var present = entries.stream().map(e -> e.path("role").asText()).collect(Collectors.toSet());
        var groups = tasks.groupsOnly();
        var done = groups.names().stream()
                .filter(group -> !present.contains(group))
                .collect(Collectors.toCollection(HashSet::new));
        while (done.size() < groups.names().size()) {
            var now = groups.names().stream()
                    .filter(group -> !done.contains(group))
                    .filter(group -> groups.upTo(group).stream()
                            .allMatch(before -> before.equals(group) || done.contains(before)))
                    .toList();
            wave(now, entries);
            done.addAll(now);
        }
        var rest = entries.stream().filter(entry -> !entry.has("priority")).toList();
        together(rest);
    }

    /** Groups that may run now: those one by one first, then those with a limit, then the others side by side. */
    private void wave(List<String> groups, List<ObjectNode> entries) {
        for (var group : groups) {
            if (strategy(group).path("type").asText().equals("one_by_one")) {
                members(group, entries).forEach(member -> turn(List.of(member)));
            }
        }
        var unlimited = new ArrayList<ObjectNode>();
        for (var group : groups) {
            var strategy = strategy(group);
            if (strategy.path("type").asText().equals("parallel")) {
                var members = members(group, entries);
                int amount = strategy.path("amount").asInt(0);
                if (amount > 0) {
                    for (int from = 0; from < members.size(); from += amount) {
                        turn(members.subList(from, Math.min(members.size(), from + amount)));
                    }
                } else {
                    unlimited.addAll(members);
                }
            }
        }
        together(unlimited);
    }

    /** All at once, but a node that has two roles among them does one after the other. */
    private void together(List<ObjectNode> members) {
        var left = members;
        while (!left.isEmpty()) {
            var busy = new HashSet<String>();
            var now = new ArrayList<ObjectNode>();
            var later = new ArrayList<ObjectNode>();
            left.forEach(member -> (busy.add(member.path("uid").asText()) ? now : later).add(member));
            turn(now);
            left = later;
        }
    }

    private void turn(List<ObjectNode> members) {
        turn += STEP;
        members.forEach(member -> member.put("priority", turn));
    }

    private JsonNode strategy(String group) {
        return tasks.task(group).path("parameters").path("strategy");
    }

    /** In the order of the group's roles. */
    private List<ObjectNode> members(String group, List<ObjectNode> entries) {
        return roles(group).stream()
                .flatMap(role ->
                        entries.stream().filter(e -> e.path("role").asText().equals(role)))
                .toList();
    }

    private Set<String> roles(String group) {
        var roles = new LinkedHashSet<String>();
        var declared = tasks.task(group).path("role");
        if (declared.isTextual()) {
            roles.add(declared.textValue());
        }
        declared.forEach(role -> roles.add(role.asText()));
        return roles;
    }
}
