package org.octane.nailgun.deployment;

import java.util.Map;
import java.util.Set;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Writes what Astute says of a task into Nailgun's nodes, tasks and clusters, as Nailgun's own receiver does. Progress only
 * grows, a node that ended stays so until the task's end, and what the end says wins.
 */
public final class NodeProgress {

    private static final Set<String> KNOWN =
            Set.of("provisioning", "provisioned", "deploying", "ready", "error", "discover", "removing");
    private static final int LONGEST_MESSAGE = 255;

    private final NamedParameterJdbcTemplate nailgun;

    public NodeProgress(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
    }

    /** @param isFinal whether the report comes with the task's end */
    public void node(OperationTask task, NodeReport node, boolean isFinal) {
        if (!task.nodes().contains(node.id()) || node.status() == null) {
            return;
        }
        // A stopped node is neither here nor there: only a new installation makes it whole.
        var status = KNOWN.contains(node.status()) ? node.status() : "error";
        var failed = status.equals("error");
        nailgun.update(
                Sql.of("nailgun/deployment/node-progress"),
                new MapSqlParameterSource("node", node.id())
                        .addValue("cluster", task.cluster())
                        .addValue("working", task.operation().working())
                        .addValue("final", isFinal)
                        .addValue("status", status)
                        .addValue("progress", failed ? 100 : node.progress())
                        .addValue("error_type", failed ? task.operation().errorType() : null)
                        .addValue("error_msg", failed ? shortened(message(node)) : null)
                        .addValue("online", node.online()));
    }

    /** @param percent of the whole task */
    public void running(OperationTask task, int percent) {
        task(task, "running", percent, null);
    }

    /** Nodes that the task left in the middle end with it. Rows are locked in the order of Nailgun's own receiver. */
    public void end(OperationTask task, boolean ready, String error) {
        var operation = task.operation();
        // An end that is written already, by Nailgun's own receiver maybe, has said what the cluster is.
        if (task(task, ready ? "ready" : "error", 100, error) && operation == NodeOperation.DEPLOY) {
            nailgun.update(
                    Sql.of("nailgun/deployment/cluster-status"),
                    Map.of("cluster", task.cluster(), "status", ready ? "operational" : "error"));
            if (ready) {
                nailgun.update(Sql.of("nailgun/deployment/clear-changes"), Map.of("cluster", task.cluster()));
            }
        }
        nailgun.update(
                Sql.of("nailgun/deployment/end-nodes"),
                new MapSqlParameterSource("nodes", task.nodes())
                        .addValue("cluster", task.cluster())
                        .addValue("working", operation.working())
                        .addValue("status", ready ? operation.done() : "error")
                        .addValue("progress", ready ? operation.doneProgress() : 100)
                        .addValue("error_type", ready ? null : operation.errorType())
                        .addValue("error_msg", ready ? null : shortened(error)));
    }

    private static String message(NodeReport node) {
        return node.errorMessage() == null ? "Astute says: " + node.status() : node.errorMessage();
    }

    /** @return false if it has ended before */
    private boolean task(OperationTask task, String status, int progress, String message) {
        return nailgun.update(
                        Sql.of("nailgun/deployment/task-progress"),
                        new MapSqlParameterSource("uuid", task.uuid().toString())
                                .addValue("status", status)
                                .addValue("progress", progress)
                                .addValue("message", message))
                == 1;
    }

    private static String shortened(String message) {
        return message == null || message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
