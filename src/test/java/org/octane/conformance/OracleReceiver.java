package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.octane.TestPostgres;
import org.octane.astute.AstuteBeans;
import org.octane.astute.AstuteDependencies;
import org.octane.astute.AstuteSettings;
import org.octane.astute.ReplyReceiver;
import org.octane.json.Json;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** Octane's receiver as it runs in the server that writes Nailgun's rows itself, and the casts that it knows. */
final class OracleReceiver {

    /** One for all: only the casts of one flow are in it at a time. */
    private static final HikariDataSource DATABASE = TestPostgres.pooledOctane();

    private final JdbcTemplate octane = new JdbcTemplate(DATABASE);
    private final ReplyReceiver receiver;

    OracleReceiver(OracleWorld world) {
        octane.update("DELETE FROM astute_cast");
        var needs = new AstuteDependencies(
                null,
                () -> null,
                null,
                null,
                null,
                erasure -> {},
                null,
                null,
                node -> {},
                event -> {},
                text -> text,
                (from, text) -> {});
        var beans = new AstuteBeans(
                Database.of(DATABASE), world.deployments(), Clock.systemUTC(), AstuteSettings.defaults(), needs);
        receiver = (ReplyReceiver) beans.beans().get("astuteReplies");
    }

    /** A cast that is in flight. */
    void add(UUID task, NodeOperation operation, int cluster, List<Integer> nodes) {
        octane.update(
                "INSERT INTO astute_cast (task_uuid, upgrade_id, step_id, attempt, method, cluster_id, nodes, status,"
                        + " created_at, heard_at, running_by, ends_by) VALUES (?, 0, 0, 1, ?, ?, ?, 'waiting', now(),"
                        + " now(), now() + interval '1 day', now() + interval '1 day')",
                task,
                operation.text(),
                cluster,
                nodes.toArray(Integer[]::new));
    }

    /** Such as {@code running}, or that Octane has no such cast. */
    String state(String task) {
        var states =
                octane.queryForList("SELECT status FROM astute_cast WHERE task_uuid::text = ?", String.class, task);
        return states.isEmpty() ? "unknown" : states.get(0).matches("ready|error") ? "over" : "in flight";
    }

    /** Of the cast of that task. */
    List<Integer> nodes(String task) {
        return octane.queryForList(
                "SELECT unnest(nodes) FROM astute_cast WHERE task_uuid::text = ?", Integer.class, task);
    }

    void receive(String method, JsonNode args) {
        // The recordings have several tasks at work, Octane's own table only one: this one, now.
        var task = args.path("task_uuid").asText();
        octane.update(
                "UPDATE astute_cast SET status = 'waiting' WHERE ended_at IS NULL AND task_uuid::text <> ?", task);
        octane.update("UPDATE astute_cast SET status = 'sent' WHERE ended_at IS NULL AND task_uuid::text = ?", task);
        var message = Json.object().put("method", method);
        message.set("args", args);
        receiver.receive(message.toString());
    }
}
