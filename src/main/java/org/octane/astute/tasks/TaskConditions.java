package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import org.octane.astute.condition.Condition;
import org.octane.astute.condition.ConditionException;
import org.octane.astute.condition.ConditionModels;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;

/** Whether a task's condition holds in a cluster. */
final class TaskConditions {

    private final ConditionModels models;

    TaskConditions(ClusterData cluster) {
        var named = new LinkedHashMap<String, JsonNode>(cluster.rows());
        named.put("settings", cluster.editable());
        named.put("default", cluster.editable());
        named.put("version", Json.object().put("release", Double.toString(cluster.masterVersion())));
        if (named.get("cluster") instanceof ObjectNode row) {
            row.set("release", cluster.rows().get("release"));
        }
        models = new ConditionModels(named);
    }

    /** @throws TaskFault the condition can't be read, or names what the cluster doesn't have */
    boolean hold(JsonNode task) {
        if (!task.has("condition")) {
            return true;
        }
        try {
            return Condition.of(task.path("condition").asText()).holds(models);
        } catch (ConditionException e) {
            throw new TaskFault(
                    "The condition of deployment task %s can't be evaluated: %s"
                            .formatted(DeploymentGraph.id(task), e.getMessage()),
                    e);
        }
    }
}
