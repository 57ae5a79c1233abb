package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;

/**
 * Gives the items of a task the ids and relations of a graph. If a task has become several items, each waits for the one before:
 * the first requires what the task requires, and what comes after the task waits for the last.
 */
final class TaskChain {

    private static final List<String> BEFORE = List.of("requires", "cross-depends");
    private static final List<String> AFTER = List.of("required_for", "cross-depended-by");

    private final Map<String, String> origins = new HashMap<>();

    /** Id of the task that an item was made of. */
    String origin(String item) {
        return origins.getOrDefault(item, item);
    }

    static String first(String task) {
        return task + "_start";
    }

    static String last(String task) {
        return task + "_end";
    }

    /** Changes the items. */
    List<ObjectNode> linked(ObjectNode task, List<ObjectNode> items) {
        var id = DeploymentGraph.id(task);
        if (items.size() == 1) {
            name(items.get(0), task, id, BEFORE);
            name(items.get(0), task, id, AFTER);
            return items;
        }
        for (int i = 0; i < items.size(); i++) {
            var end = i == items.size() - 1;
            var name = i == 0 ? first(id) : end ? last(id) : id + "#" + i;
            name(items.get(i), task, name, i == 0 ? BEFORE : end ? AFTER : List.of());
            if (i > 0) {
                link(items.get(i - 1), items.get(i));
            }
        }
        return items;
    }

    private void name(ObjectNode item, ObjectNode task, String name, List<String> relations) {
        item.put("id", name);
        for (var relation : relations) {
            if (task.has(relation)) {
                item.set(relation, task.get(relation).deepCopy());
            }
        }
        origins.put(name, DeploymentGraph.id(task));
    }

    private static void link(ObjectNode previous, ObjectNode item) {
        if (previous.path("uids").equals(item.path("uids"))) {
            item.withArrayProperty("requires").add(previous.path("id").asText());
            return;
        }
        var others = item.withArrayProperty("requires_ex");
        previous.path("uids")
                .forEach(uid -> others.add(
                        Json.object().put("name", previous.path("id").asText()).put("node_id", uid.asText())));
    }
}
