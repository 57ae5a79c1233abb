package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.octane.json.Json;
import org.octane.nailgun.Updates;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.plan.Refusal;

/**
 * Makes the steps of a flow of updates with Octane's parts: calls, and replies of Astute as those of one cast that has all nodes, after
 * which the steps of an update do what they do. After each step the rows are those of the recording.
 */
final class PatchingReplay {

    private static final Pattern CLUSTER = Pattern.compile("/clusters/(\\d+)/?");
    private static final Pattern UPDATE = Pattern.compile("/clusters/(\\d+)/update/?");
    private static final String OCTANES =
            "UPDATE tasks SET uuid = overlay(uuid placing '3' from 15 for 1) WHERE name::text = 'update' AND status::text = 'running'";

    /** The recorded rows have ids that no sequence gave. */
    private static final String NEXT_IDS = "SELECT setval('notifications_id_seq', (SELECT max(id) FROM notifications)),"
            + " setval('tasks_id_seq', (SELECT max(id) FROM tasks))";

    private final OracleWorld world;
    private final Updates updates;
    private final OracleReceiver receiver;
    private final TableRows rows;
    private Map<String, Map<String, ObjectNode>> before;
    private int cluster;
    private int release;

    PatchingReplay(OracleWorld world) {
        this.world = world;
        this.updates = world.nailgun().nailgun().updates();
        this.receiver = new OracleReceiver(world);
        this.rows = new TableRows(world.source());
        closeUpgrades(world);
        this.before = rows.read();
    }

    /** The real one updates a seed in the middle of its upgrade, Octane one whose upgrade is closed. */
    static void closeUpgrades(OracleWorld world) {
        world.ids("SELECT seed_cluster_id FROM cluster_upgrade_relations", Map.of())
                .forEach(seed -> world.nailgun().nailgun().seeds().closeRelation(seed));
    }

    static String name(JsonNode step) {
        return ReceiverReplay.name(step);
    }

    /** Whether Octane has this call, or receives this message. */
    boolean isOurs(JsonNode step) {
        if (step.has("receiver")) {
            return !receiver.state(step.path("args").path("task_uuid").asText()).equals("unknown");
        }
        var path = step.path("path").asText();
        return step.path("method").asText().equals("PUT")
                && (UPDATE.matcher(path).matches() || chooses(step, path));
    }

    /** What the contract refuses is its own test's. */
    private static boolean chooses(JsonNode step, String path) {
        var asked = step.path("request");
        return CLUSTER.matcher(path).matches()
                && asked.has("pending_release_id")
                && asked.size() == 1
                && (asked.path("pending_release_id").isInt()
                        || asked.path("pending_release_id").isNull());
    }

    void asRecorded(JsonNode step) {
        rows.make(step.path("changes"));
        recorded(step);
    }

    List<String> differences(JsonNode step) {
        var found = new ArrayList<String>();
        if (step.has("receiver")) {
            receive(step);
        } else {
            found.addAll(call(step));
        }
        var made = TableRows.changes(before, rows.read());
        rows.takeBack(made);
        rows.make(step.path("changes"));
        var recorded = ((ObjectNode) step.path("changes")).deepCopy();
        recorded.remove("action_logs");
        found.addAll(RowDifferences.of(recorded, made));
        recorded(step);
        return found;
    }

    private List<String> call(JsonNode step) {
        var path = step.path("path").asText();
        var update = UPDATE.matcher(path);
        if (update.matches()) {
            int id = Integer.parseInt(update.group(1));
            return answer(step, () -> update(id));
        }
        var chosen = CLUSTER.matcher(path);
        chosen.matches();
        int id = Integer.parseInt(chosen.group(1));
        return answer(step, () -> {
            world.administration().changeCluster(id, Json.value(step.path("request")));
            return 200;
        });
    }

    private int update(int id) {
        var target = updates.cloud(id, null).target().id();
        updates.begin(id, target);
        return 202;
    }

    private static List<String> answer(JsonNode step, IntSupplier call) {
        int status;
        var message = "";
        try {
            status = call.getAsInt();
        } catch (Refusal e) {
            status = e.kind().status();
            message = e.getMessage();
        }
        var found = new ArrayList<String>();
        int recorded = step.path("status").asInt();
        if (status != recorded) {
            found.add("answer: recorded " + recorded + ", Octane " + status);
        }
        var response = step.path("response");
        var said = response.isTextual()
                ? response.asText().replaceAll("^\"|\"$", "")
                : response.path("message").asText("");
        if (recorded >= 400 && !said.equals(message)) {
            found.add("sentence: recorded " + said + ", Octane " + message);
        }
        return found;
    }

    private void receive(JsonNode step) {
        var args = step.path("args");
        var task = args.path("task_uuid").asText();
        var open = receiver.state(task).equals("in flight");
        receiver.receive(step.path("receiver").asText(), args);
        if (!open || receiver.state(task).equals("in flight")) {
            return;
        }
        var failed = args.path("status").asText().equals("error");
        try {
            if (failed) {
                updates.fail(
                        cluster,
                        args.path("error").isTextual() ? args.path("error").asText() : null);
            } else {
                updates.finish(cluster, release);
            }
        } catch (Refusal e) {
            updates.fail(cluster, null);
        }
    }

    /** The task that the step has cast, as if it were Octane's. */
    private void recorded(JsonNode step) {
        for (var change : step.path("changes").path("tasks")) {
            var row = change.path("row");
            if (change.path("op").asText().equals("insert")
                    && row.path("name").asText().equals("update")) {
                cluster = row.path("cluster_id").asInt();
                release = world.ids("SELECT pending_release_id FROM clusters WHERE id = :id", Map.of("id", cluster))
                        .get(0);
                var nodes = world.ids(
                        "SELECT id FROM nodes WHERE cluster_id = :id AND status::text = 'deploying'",
                        Map.of("id", cluster));
                receiver.add(UUID.fromString(row.path("uuid").asText()), NodeOperation.UPDATE, cluster, nodes);
            }
        }
        world.sql().getJdbcOperations().execute(OCTANES);
        world.sql().getJdbcOperations().execute(NEXT_IDS);
        before = rows.read();
    }
}
