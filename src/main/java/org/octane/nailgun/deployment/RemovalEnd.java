package org.octane.nailgun.deployment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.rows.Tasks;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Ends a removal: servers that were erased are spare again under their ids, where Nailgun deletes their rows and has them
 * discovered anew; of one that could not be reached nobody knows whether it was erased.
 */
final class RemovalEnd {

    private static final String UNREACHABLE = "Astute could not reach the server: it may still have its system";

    private static final String UNNAMED = "Astute did not say that the server was erased";

    private final NamedParameterJdbcTemplate nailgun;
    private final Tasks tasks;

    RemovalEnd(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
        this.tasks = new Tasks(nailgun);
    }

    /** Astute has ended it. */
    void heard(OperationTask task, TaskReport report) {
        var removed = report.nodes().stream().map(NodeReport::id).toList();
        var ready = report.ready()
                && report.refused().isEmpty()
                && report.unreachable().isEmpty();
        nodes(task, report.refused(), "error", report.error());
        nodes(task, report.unreachable(), "error", UNREACHABLE);
        nodes(task, removed, "discover", null);
        if (ready && removed.isEmpty()) {
            // The task as a whole ended well.
            nodes(task, task.nodes(), "discover", null);
        }
        nodes(task, task.nodes(), "error", report.error() == null ? UNNAMED : report.error());
        var done = removed.isEmpty() ? null : "Successfully removed %d node(s)".formatted(removed.size());
        var failed = report.refused().isEmpty() ? null : failure(report.refused());
        var outcome = (done == null ? "No nodes were removed" : done) + ". "
                + (failed == null ? "No errors occurred" : failed);
        if (end(task, ready, report.error() == null ? outcome : report.error())) {
            tell("done", done);
            tell("error", failed);
        }
    }

    /** Nobody has heard its end. */
    void unheard(OperationTask task, boolean done, String error) {
        nodes(task, task.nodes(), done ? "discover" : "error", error);
        end(task, done, error);
    }

    private void tell(String topic, String message) {
        if (message != null) {
            tasks.tell(topic, message, null, null);
        }
    }

    /** @return false if it has ended before */
    private boolean end(OperationTask task, boolean ready, String message) {
        return nailgun.update(
                        Sql.of("nailgun/deployment/end-task"),
                        new MapSqlParameterSource("uuid", task.uuid().toString())
                                .addValue("status", ready ? "ready" : "error")
                                .addValue("message", message))
                == 1;
    }

    /** Of these nodes those that are still being removed. */
    private void nodes(OperationTask task, List<Integer> which, String status, String error) {
        var own = which.stream().filter(task.nodes()::contains).toList();
        if (own.isEmpty()) {
            return;
        }
        var failed = status.equals("error");
        nailgun.update(
                Sql.of("nailgun/deployment/end-nodes"),
                new MapSqlParameterSource("nodes", own)
                        .addValue("cluster", task.cluster())
                        .addValue("working", task.operation().working())
                        .addValue("status", status)
                        .addValue("progress", failed ? 100 : task.operation().doneProgress())
                        .addValue("error_type", failed ? task.operation().errorType() : null)
                        .addValue("error_msg", failed ? NodeProgress.shortened(error) : null));
    }

    private String failure(List<Integer> nodes) {
        var names = new HashMap<Integer, String>();
        nailgun.query(Sql.of("nailgun/deployment/names-of-nodes"), Map.of("nodes", nodes), row -> {
            names.put(row.getInt("id"), row.getString("name"));
        });
        var list = nodes.stream()
                .map(node -> names.getOrDefault(node, "ID: " + node))
                .toList();
        return "Failed to remove %d node(s): %s".formatted(nodes.size(), String.join(", ", list));
    }
}
