package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.octane.json.Json;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.plan.Refusal;

/**
 * Makes the steps of a flow with Octane's parts. After each the rows are those of the recording, so that each difference is seen
 * once, where it arises.
 */
final class ReceiverReplay {

    private static final String MESSAGES = "provision_resp|deploy_resp|remove_nodes_resp|task_in_orchestrator";
    private static final Pattern INSTALLS = Pattern.compile("/clusters/(\\d+)/(provision|deploy)/?\\?nodes=[\\d,]+");
    private static final Pattern ASSIGNS = Pattern.compile("/clusters/(\\d+)/upgrade/assign/?");
    private static final Pattern REMOVES = Pattern.compile("/nodes/(?:\\?ids=)?([\\d,]+)");

    private final OracleWorld world;
    private final OracleReceiver receiver;
    private final TableRows rows;
    private Map<String, Map<String, ObjectNode>> before;

    ReceiverReplay(OracleWorld world) {
        this.world = world;
        this.receiver = new OracleReceiver(world);
        this.rows = new TableRows(world.source());
        this.before = rows.read();
    }

    /** The call or the message, and its note. */
    static String name(JsonNode step) {
        var note = step.path("note").isTextual() ? " (" + step.path("note").asText() + ")" : "";
        return (step.has("receiver")
                        ? step.path("receiver").asText()
                        : step.path("method").asText() + " " + step.path("path").asText())
                + note;
    }

    /** With what is known of the task, what the real one made of the message, and what it says. */
    String describe(JsonNode step) {
        if (!step.has("receiver")) {
            return name(step);
        }
        var args = (ObjectNode) step.path("args").deepCopy();
        var task = args.path("task_uuid").asText();
        args.remove("task_uuid");
        return "%s, cast %s, row %s%s: %s"
                .formatted(
                        name(step),
                        receiver.state(task),
                        DifferenceLabels.state(before, task),
                        step.path("exception").isTextual() ? ", dropped there" : "",
                        args);
    }

    /** Whether Octane has this call, or receives this message: of a task that it could have cast. */
    boolean isOurs(JsonNode step) {
        if (step.has("receiver")) {
            var known = !receiver.state(step.path("args").path("task_uuid").asText())
                    .equals("unknown");
            return step.path("receiver").asText().matches(MESSAGES)
                    && (known || step.path("changes").isEmpty());
        }
        var path = step.path("path").asText();
        return step.path("response").hasNonNull("uuid")
                && (INSTALLS.matcher(path).matches()
                        || ASSIGNS.matcher(path).matches()
                        || step.path("method").asText().equals("DELETE")
                                && REMOVES.matcher(path).matches());
    }

    /** Brings the rows to where the real one's were after the step. */
    void asRecorded(JsonNode step) {
        rows.make(step.path("changes"));
        before = rows.read();
        casts(step);
    }

    /** Makes the step, and afterwards the rows those that were recorded. */
    List<String> differences(JsonNode step) {
        var addresses = OracleAddresses.of(world, 0);
        if (step.has("receiver")) {
            receiver.receive(step.path("receiver").asText(), step.path("args"));
        } else {
            try {
                call(step);
            } catch (Refusal e) {
                // The rows say that nothing was done.
            }
        }
        var old = before;
        var made = TableRows.changes(old, rows.read());
        var notFree = notFree(made.path("ip_addrs"), addresses);
        rows.takeBack(made);
        rows.make(step.path("changes"));
        before = rows.read();
        casts(step);
        var recorded = ((ObjectNode) step.path("changes")).deepCopy();
        recorded.remove("action_logs");
        var task = step.path("args").path("task_uuid").asText();
        var labels = new DifferenceLabels(old, task, receiver.nodes(task));
        return Stream.concat(RowDifferences.of(recorded, made).stream().map(labels::of), notFree.stream())
                .toList();
    }

    /** Which free address a node gets is arbitrary, but it has to be one. */
    private static List<String> notFree(JsonNode changes, OracleAddresses before) {
        return StreamSupport.stream(changes.spliterator(), false)
                .filter(change -> change.path("op").asText().equals("insert"))
                .map(change -> change.path("row"))
                .filter(row -> !before.isFree(
                        row.path("network").asInt(), row.path("ip_addr").asText()))
                .map(row -> "new in ip_addrs: not free: " + row)
                .toList();
    }

    private void call(JsonNode step) {
        var path = step.path("path").asText();
        var task = task(step);
        var installs = INSTALLS.matcher(path);
        var assigns = ASSIGNS.matcher(path);
        var removes = REMOVES.matcher(path);
        if (installs.matches()) {
            start(
                    task,
                    NodeOperation.of(installs.group(2)),
                    Integer.parseInt(installs.group(1)),
                    OraclePreparation.nodes(path));
        } else if (assigns.matches()) {
            var nodes = OraclePreparation.nodes(step.path("request"));
            var seed = Integer.parseInt(assigns.group(1));
            world.nailgun().nailgun().moves().assign(seed, nodes, true, List.of());
            start(task, NodeOperation.PROVISION, seed, nodes);
        } else if (removes.matches()) {
            start(
                    task,
                    NodeOperation.REMOVE,
                    step.path("response").path("cluster").asInt(),
                    OraclePreparation.nodes("?nodes=" + removes.group(1)));
        }
    }

    private void start(UUID task, NodeOperation operation, int cluster, List<Integer> nodes) {
        world.deployments().start(new OperationTask(task, operation, cluster, nodes), Json::object);
    }

    private static UUID task(JsonNode step) {
        return UUID.fromString(step.path("response").path("uuid").asText());
    }

    /** The tasks that the step has cast, as if they were Octane's. */
    private void casts(JsonNode step) {
        for (var change : step.path("changes").path("tasks")) {
            var row = change.path("row");
            if (change.path("op").asText().equals("insert")) {
                switch (row.path("name").asText()) {
                    case "provision" -> cast(step, row, NodeOperation.PROVISION);
                    case "deployment" -> cast(step, row, NodeOperation.DEPLOY);
                    case "node_deletion" -> cast(step, row, NodeOperation.REMOVE);
                    default -> {
                        // Nobody answers it to Octane.
                    }
                }
            }
        }
    }

    private void cast(JsonNode step, JsonNode row, NodeOperation operation) {
        var uuid = row.path("uuid").asText();
        receiver.add(UUID.fromString(uuid), operation, row.path("cluster_id").asInt(), uids(step, uuid));
    }

    /** The nodes that the message of that task names. */
    private static List<Integer> uids(JsonNode step, String task) {
        for (var sent : step.path("rpc")) {
            var body = sent.path("body");
            for (var message : body.isArray() ? body : Json.array().add(body)) {
                var args = message.path("args");
                if (args.path("task_uuid").asText().equals(task)) {
                    var uids = new TreeSet<Integer>();
                    for (var list : List.of(
                            args.at("/provisioning_info/nodes"), args.path("deployment_info"), args.path("nodes"))) {
                        list.forEach(node -> uids.add(node.path("uid").asInt()));
                    }
                    return List.copyOf(uids);
                }
            }
        }
        return List.of();
    }
}
