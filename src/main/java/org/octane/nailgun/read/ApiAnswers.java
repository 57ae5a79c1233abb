package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.camel.Body;
import org.octane.json.Json;
import org.octane.nailgun.disk.Disks;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.FuelMaster;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;

/** Turns rows that camel-sql read, one column with JSON each, into what Nailgun's API answers. */
public final class ApiAnswers {

    private static final List<String> OF_A_GRAPH =
            List.of("parent_id", "dry_run", "graph_type", "time_start", "time_end");

    private final ClusterAnswer clusters;
    private final NodeAnswer nodes;
    private final FuelMaster master;
    private final UnaryOperator<ObjectNode> sources;
    private final Rows rows;

    /**
     * @param closedOriginal of which cluster another was the seed, once that upgrade is closed; null if of none
     * @param sources adds to a release where its nodes get packages from, if that is known
     * @param rows of the database that is shown
     */
    public ApiAnswers(
            Function<Integer, Integer> closedOriginal,
            FuelMaster master,
            UnaryOperator<ObjectNode> sources,
            Rows rows) {
        this.clusters = new ClusterAnswer(rows, closedOriginal);
        this.nodes = new NodeAnswer(rows, master.domain());
        this.master = master;
        this.sources = sources;
        this.rows = rows;
    }

    public List<ObjectNode> clusters(@Body List<Map<String, Object>> rows) {
        return shaped(rows, clusters::of);
    }

    public ObjectNode cluster(@Body List<Map<String, Object>> rows) {
        return one(clusters(rows), "Cluster");
    }

    public List<ObjectNode> nodes(@Body List<Map<String, Object>> rows) {
        return shaped(rows, nodes::of);
    }

    public ObjectNode node(@Body List<Map<String, Object>> rows) {
        return one(nodes(rows), "Node");
    }

    public List<ObjectNode> releases(@Body List<Map<String, Object>> rows) {
        return shaped(rows, this::release);
    }

    public ObjectNode release(@Body List<Map<String, Object>> rows) {
        return one(releases(rows), "Release");
    }

    public List<ObjectNode> tasks(@Body List<Map<String, Object>> rows) {
        return shaped(rows, ApiAnswers::task);
    }

    public ObjectNode task(@Body List<Map<String, Object>> rows) {
        return one(tasks(rows), "Task");
    }

    public ObjectNode transaction(@Body List<Map<String, Object>> rows) {
        return one(tasks(rows), "Transaction");
    }

    public List<ObjectNode> notifications(@Body List<Map<String, Object>> rows) {
        return shaped(rows, ApiColumns.NOTIFICATION::of);
    }

    public ObjectNode notification(@Body List<Map<String, Object>> rows) {
        return one(notifications(rows), "Notification");
    }

    public List<ObjectNode> interfaces(@Body List<Map<String, Object>> rows) {
        first(rows, "Node");
        return shaped(rows, InterfaceAnswer::of);
    }

    /** Only what an operator may edit: the generated attributes hold the cloud's passwords. */
    public ObjectNode attributes(@Body List<Map<String, Object>> rows) {
        var row = JsonRow.of("attributes", "cluster_id", first(rows, "Cluster"));
        return Json.object().set("editable", row.needed("editable"));
    }

    public ArrayNode disks(@Body List<Map<String, Object>> rows) {
        var row = first(rows, "Node");
        var volumes = row.get("volumes");
        return Disks.of(
                NodeVolumes.of(row.get("node_id"), volumes == null ? null : volumes.toString()),
                this.rows.has("releases", "nic_attributes"));
    }

    private ObjectNode release(JsonNode row) {
        var release = ApiColumns.RELEASE.of(row);
        release.put("is_deployable", isDeployable(row));
        return sources.apply(release);
    }

    /** Only Fuel 7.0 has a column that says more than the state. */
    private boolean isDeployable(JsonNode row) {
        var state = row.path("state").asText();
        if (state.equals("unavailable")) {
            return false;
        }
        return master.isExperimental() || row.path("is_deployable").asBoolean(state.equals("available"));
    }

    /** What a task tells of its graph only later Nailguns know; whether it was a dry run is never null there. */
    private static ObjectNode task(JsonNode row) {
        var task = ApiColumns.TASK.of(row);
        var subtasks = row.path("subtasks");
        task.remove("subtasks");
        subtasks.forEach(subtask -> task.withArray("subtasks").add(ApiColumns.TASK.of(subtask)));
        return row.path("dry_run").isNull() ? task.without(OF_A_GRAPH) : task;
    }

    private static List<ObjectNode> shaped(List<Map<String, Object>> rows, Function<JsonNode, ObjectNode> shape) {
        return rows.stream().map(row -> shape.apply(Json.read(text(row)))).toList();
    }

    private static ObjectNode one(List<ObjectNode> found, String what) {
        return first(found, what);
    }

    private static <T> T first(List<T> found, String what) {
        if (found.isEmpty()) {
            throw Refusal.notFound(what + " not found");
        }
        return found.get(0);
    }

    /** The only column of a row. */
    private static String text(Map<String, Object> row) {
        var value = row.values().iterator().next();
        return value == null ? null : value.toString();
    }
}
