package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;

/**
 * The deployment tasks that a cluster has: its own, if it has any; else, on a 7.0, those of an update while one is pending; else
 * its release's and those of its plugins.
 */
record TaskSource(ClusterData cluster) {

    ArrayNode tasks() {
        if (!cluster.tasks().isEmpty()) {
            return Json.array(cluster.tasks());
        }
        if (cluster.pending() != null && cluster.masterVersion() < 8) {
            return UpdateTasks.all();
        }
        var tasks = Json.array(cluster.release().tasks().deepCopy());
        if (cluster.update() != null) {
            fromItsSources(tasks, cluster.update().sources());
        }
        var owners = new HashMap<String, String>();
        for (var plugin : cluster.plugins()) {
            var files = new PluginFiles(cluster, plugin);
            for (var task : plugin.deploymentTasks()) {
                var other = owners.put(DeploymentGraph.id(task), files.fullName());
                if (other != null) {
                    throw new TaskFault("Plugins %s and %s both have a deployment task %s"
                            .formatted(other, files.fullName(), DeploymentGraph.id(task)));
                }
                tasks.add(inItsFolder(task, files));
            }
        }
        return tasks;
    }

    /** Of a release that has a place of its own for Puppet's modules. */
    private static void fromItsSources(ArrayNode tasks, JsonNode sources) {
        if (sources.hasNonNull("puppet_modules_source")) {
            tasks.forEach(task -> {
                if (DeploymentGraph.id(task).equals("rsync_core_puppet")) {
                    ((ObjectNode) task)
                            .withObjectProperty("parameters")
                            .set("src", sources.get("puppet_modules_source"));
                }
            });
        }
    }

    /**
     * Tasks by id, in their order; of two with the same id the later one's fields win.
     *
     * @throws TaskFault a task has no id
     */
    static Map<String, ObjectNode> byId(JsonNode tasks) {
        var byId = new LinkedHashMap<String, ObjectNode>();
        for (var task : tasks) {
            if (!task.path("id").isTextual()) {
                throw new TaskFault("A deployment task has no id: " + task);
            }
            byId.computeIfAbsent(DeploymentGraph.id(task), id -> Json.object()).setAll((ObjectNode) task);
        }
        return byId;
    }

    private static JsonNode inItsFolder(JsonNode task, PluginFiles files) {
        var copy = (ObjectNode) task.deepCopy();
        if (copy.path("parameters") instanceof ObjectNode parameters && !parameters.isEmpty()) {
            files.place(parameters);
        }
        return copy;
    }
}
