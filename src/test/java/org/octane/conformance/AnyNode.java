package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Relations of {@code task_deploy} to a task on any one of several nodes: which of them is arbitrary, but it has to be one that has
 * that task.
 *
 * @param tasks as they are declared
 * @param graph tasks by node
 */
record AnyNode(List<ObjectNode> tasks, JsonNode graph) {

    /** @param task of a node, changed in place */
    void in(ObjectNode task) {
        of(task, "cross-depends", task.path("requires"));
        of(task, "cross-depended-by", task.path("required_for"));
    }

    private void of(ObjectNode task, String declared, JsonNode relations) {
        for (var dependency : declaration(task).path(declared)) {
            if (dependency.path("policy").asText().equals("any")) {
                for (var relation : relations) {
                    var node = relation.path("node_id").asText();
                    if (relation.path("name").equals(dependency.path("name"))
                            && has(node, relation.path("name").asText())) {
                        ((ObjectNode) relation).put("node_id", "<any that has it>");
                    }
                }
            }
        }
    }

    private JsonNode declaration(ObjectNode task) {
        return tasks.stream()
                .filter(declared -> declared.path("id").equals(task.path("id")))
                .map(JsonNode.class::cast)
                .findFirst()
                .orElseGet(task::objectNode);
    }

    private boolean has(String node, String id) {
        for (var task : graph.path(node)) {
            if (task.path("id").asText().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
