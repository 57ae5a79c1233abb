package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.octane.json.Json;

/** What a node runs in a role. */
record RoleTasks(DeploymentGraph tasks, TaskConditions conditions, HookContext context) {

    ArrayNode of(String uid, String role) {
        var items = Json.array();
        tasks.of(role).stream()
                .flatMap(task -> item(uid, task))
                .forEach(item -> items.add(item.put("priority", Hooks.STEP * (items.size() + 1))));
        return items;
    }

    private Stream<ObjectNode> item(String uid, ObjectNode task) {
        if (DeploymentGraph.id(task).equals("generate_vms")) {
            var hosts = context.nodes().hostsOfNewMachines();
            return hosts.isEmpty() ? Stream.empty() : Stream.of(context.items().puppet(hosts, task));
        }
        if (!task.path("type").asText().equals("puppet")) {
            throw new TaskFault("Deployment task %s has the type %s; what roles run has to be of type puppet"
                    .formatted(DeploymentGraph.id(task), task.path("type").asText()));
        }
        return conditions.hold(task) ? Stream.of(context.items().puppet(List.of(uid), task)) : Stream.empty();
    }
}
