package org.octane.nailgun.deployment;

import java.util.List;
import java.util.Map;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.nailgun.rows.Tasks;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Ends a task: its nodes, its row, its cluster, and a notification that says so, as Nailgun's own receiver does. A cluster with a
 * node in error is in error, whatever the task says.
 */
final class TaskEnd {

    private final NamedParameterJdbcTemplate nailgun;
    private final NodeProgress nodes;
    private final TaskProgress progress;
    private final Tasks tasks;
    private final EnumTypes enums;

    TaskEnd(NamedParameterJdbcTemplate nailgun, NodeProgress nodes, TaskProgress progress) {
        this.nailgun = nailgun;
        this.nodes = nodes;
        this.progress = progress;
        this.tasks = new Tasks(nailgun);
        this.enums = new EnumTypes(nailgun);
    }

    /** Astute has ended it. */
    void heard(OperationTask task, TaskReport report) {
        if (!task.operation().changesNodes()) {
            end(task, report.ready(), report.error(), List.of());
            return;
        }
        report.nodes().forEach(node -> nodes.node(task, node, true));
        var failed = failedNodes(task);
        leave(task, report.ready(), 0, null);
        end(task, report.ready() && failed.isEmpty(), report.ready() ? null : report.error(), failed);
    }

    /**
     * Nobody has heard its end, and nobody will.
     *
     * @param error what is noted at the nodes if it is not done
     */
    void unheard(OperationTask task, boolean done, String error) {
        if (!task.operation().changesNodes()) {
            end(task, done, error, List.of());
            return;
        }
        var failed = failedNodes(task);
        leave(task, done, 100, error);
        end(task, done && failed.isEmpty(), done ? null : error, failed);
    }

    /** Before Nailgun 9 those of the whole cluster, with it those of the task. */
    private List<String> failedNodes(OperationTask task) {
        return enums.hasPartlyDeployed()
                ? nailgun.queryForList(
                        Sql.of("nailgun/deployment/failed-of-nodes"), Map.of("nodes", task.nodes()), String.class)
                : nailgun.queryForList(
                        Sql.of("nailgun/deployment/failed-nodes"), Map.of("cluster", task.cluster()), String.class);
    }

    /** Nodes that the task left in the middle end with it. */
    private void leave(OperationTask task, boolean ready, int progress, String error) {
        var operation = task.operation();
        nailgun.update(
                enums.withErrorType(Sql.of("nailgun/deployment/end-nodes")),
                new MapSqlParameterSource("nodes", task.nodes())
                        .addValue("cluster", task.cluster())
                        .addValue("working", operation.working())
                        .addValue("status", ready ? operation.done() : "error")
                        .addValue("progress", ready ? operation.doneProgress() : progress)
                        .addValue("error_type", ready ? null : operation.errorType())
                        .addValue("error_msg", ready ? null : NodeProgress.shortened(error)));
    }

    private void end(OperationTask task, boolean ready, String error, List<String> failed) {
        if (!task.operation().isTask()) {
            progress.ofUpdate(task);
            return;
        }
        var known =
                ready || error != null || !failed.isEmpty() || !task.operation().changesNodes();
        var named = known ? failed : failedNodes(task);
        var message = tells(task) ? message(task, ready, error, named) : error;
        var written = nailgun.update(
                Sql.of("nailgun/deployment/end-task"),
                new MapSqlParameterSource("uuid", task.uuid().toString())
                        .addValue("status", ready ? "ready" : "error")
                        .addValue("message", message));
        // An end that is written already, by Nailgun's own receiver maybe, has said all this.
        if (written == 0) {
            return;
        }
        if (task.operation().changesNodes() && (!ready || task.operation() == NodeOperation.DEPLOY)) {
            cluster(task.cluster(), ready);
        } else if (task.operation() == NodeOperation.PROVISION && enums.hasPartlyDeployed()) {
            status(task.cluster(), "partially_deployed");
        }
        if (tells(task)) {
            tasks.tell(ready ? "done" : "error", firstParagraph(message), task.cluster(), null);
        }
    }

    private void status(int cluster, String status) {
        nailgun.update(Sql.of("nailgun/deployment/cluster-status"), Map.of("cluster", cluster, "status", status));
    }

    private void cluster(int cluster, boolean ready) {
        status(cluster, ready ? "operational" : "error");
        if (ready) {
            nailgun.update(Sql.of("nailgun/deployment/clear-changes"), Map.of("cluster", cluster));
        }
    }

    /** Nailgun 7.0 notes the end of an installation without a word of its own. */
    private boolean tells(OperationTask task) {
        return task.operation() != NodeOperation.PROVISION || enums.hasPendingTasks();
    }

    private String message(OperationTask task, boolean ready, String error, List<String> failed) {
        var what = task.operation().title();
        if (ready) {
            var name = nailgun.queryForObject(
                    Sql.of("nailgun/deployment/cluster-name"), Map.of("cluster", task.cluster()), String.class);
            if (!enums.hasPartlyDeployed()) {
                return "%s of environment '%s' is done. ".formatted(what, name);
            }
            return others(task) > 0
                    ? "%s of %d environment node(s) is done."
                            .formatted(what, task.nodes().size())
                    : "%s of environment '%s' is done.".formatted(what, name);
        }
        var cause = error != null
                ? " " + error
                : failed.isEmpty() ? "" : " Check these nodes:\n'" + String.join("', '", failed) + "'";
        return what + " has failed." + cause;
    }

    /** Nodes of the cluster with which this was not done; Nailgun 9 tells them apart. */
    private int others(OperationTask task) {
        return nailgun.queryForObject(
                Sql.of("nailgun/deployment/other-nodes"),
                Map.of("cluster", task.cluster(), "status", task.operation().done()),
                Integer.class);
    }

    private static String firstParagraph(String message) {
        return message.split("\n\n", 2)[0];
    }
}
