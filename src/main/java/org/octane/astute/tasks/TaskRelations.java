package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;

/**
 * Turns the names that a task waits for into tasks on nodes.
 *
 * @param nodes tasks by id, by node; {@code null} as text is the node of the stages
 */
record TaskRelations(Map<String, Map<String, ObjectNode>> nodes, RoleResolver roles, TaskChain chain) {

    static final String NOWHERE = "null";

    void resolve() {
        nodes.forEach((node, tasks) -> tasks.values().forEach(task -> {
            var requires = here(node, task.path("requires"), false);
            across(requires, node, task.remove("cross-depends"), false);
            var others = task.remove("requires_ex");
            if (others != null) {
                others.forEach(requires::add);
            }
            var requiredFor = here(node, task.path("required_for"), true);
            across(requiredFor, node, task.remove("cross-depended-by"), true);
            task.set("requires", requires);
            task.set("required_for", requiredFor);
        }));
    }

    /** On the same node, and among the stages. */
    private ArrayNode here(String node, JsonNode names, boolean requiredFor) {
        var relations = Json.array();
        var where = node.equals(NOWHERE) ? List.of(NOWHERE, NOWHERE) : List.of(node, NOWHERE);
        names.forEach(name -> add(relations, name.asText(), where, requiredFor));
        return relations;
    }

    private void across(ArrayNode relations, String node, JsonNode dependencies, boolean requiredFor) {
        if (dependencies == null) {
            return;
        }
        for (var dependency : dependencies) {
            add(relations, dependency.path("name").asText(), where(node, dependency), requiredFor);
        }
    }

    private List<String> where(String node, JsonNode dependency) {
        var role = dependency.has("role") ? dependency.path("role") : TextNode.valueOf("*");
        if (role.asText().equals("self")) {
            return List.of(node);
        }
        var uids = roles.uids(role);
        return dependency.path("policy").asText().equals("any") && !uids.isEmpty() ? uids.subList(0, 1) : uids;
    }

    private void add(ArrayNode relations, String name, List<String> where, boolean requiredFor) {
        var pattern = DeploymentGraph.pattern(name);
        for (var node : where) {
            var applied = new HashSet<String>();
            for (var id : nodes.getOrDefault(node, Map.of()).keySet()) {
                var origin = chain.origin(id);
                if (id.equals(name)) {
                    add(relations, id, node);
                } else if (!applied.contains(origin) && pattern.matcher(origin).matches()) {
                    applied.add(origin);
                    var end = requiredFor ? TaskChain.first(origin) : TaskChain.last(origin);
                    add(relations, origin.equals(id) ? id : end, node);
                }
            }
        }
    }

    private static void add(ArrayNode relations, String name, String node) {
        relations.addObject().put("name", name).put("node_id", node.equals(NOWHERE) ? null : node);
    }
}
