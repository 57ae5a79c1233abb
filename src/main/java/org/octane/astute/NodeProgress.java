package org.octane.astute;

import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Writes what Astute says into Nailgun's nodes, tasks and clusters, as Nailgun's own receiver does. Progress only
 * grows, a node that ended stays so until the task's end, and what the end says wins.
 */
final class NodeProgress {

    private static final String NODE = Sql.of("node-progress");
    private static final String END = Sql.of("end-nodes");
    private static final String TASK = Sql.of("task-progress");
    private static final String CLUSTER = Sql.of("cluster-status");
    private static final String CHANGES = Sql.of("clear-changes");
    private static final Set<String> KNOWN =
            Set.of("provisioning", "provisioned", "deploying", "ready", "error", "discover", "removing");
    private static final int LONGEST_MESSAGE = 255;

    private final NamedParameterJdbcTemplate nailgun;

    NodeProgress(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
    }

    void apply(Cast cast, Reply reply) {
        for (var node : reply.nodes()) {
            if (cast.nodes().contains(node.id()) && node.status() != null) {
                node(cast, node, reply.isFinal());
            }
        }
        if (reply.isFinal()) {
            end(cast, reply.isReady(), reply.error());
        } else {
            task(cast, "running", reply.progress(), null);
        }
    }

    /** Whether all its nodes are what the cast was to make of them. */
    boolean done(Cast cast) {
        return NodeState.of(nailgun, cast.nodes()).stream().allMatch(node -> node.reached(cast.kind()));
    }

    /** Nodes that the task left in the middle end with it. Rows are locked in the order of Nailgun's own receiver. */
    void end(Cast cast, boolean ready, String error) {
        var kind = cast.kind();
        // An end that is written already, by Nailgun's own receiver maybe, has said what the cluster is.
        if (task(cast, ready ? "ready" : "error", 100, error) && kind == CastKind.DEPLOY) {
            nailgun.update(CLUSTER, Map.of("cluster", cast.cluster(), "status", ready ? "operational" : "error"));
            if (ready) {
                nailgun.update(CHANGES, Map.of("cluster", cast.cluster()));
            }
        }
        nailgun.update(
                END,
                new MapSqlParameterSource("nodes", cast.nodes())
                        .addValue("cluster", cast.cluster())
                        .addValue("working", kind.working())
                        .addValue("status", ready ? kind.done() : "error")
                        .addValue("progress", ready ? kind.doneProgress() : 100)
                        .addValue("error_type", ready ? null : kind.errorType())
                        .addValue("error_msg", ready ? null : shortened(error)));
    }

    private void node(Cast cast, Reply.OfNode node, boolean isFinal) {
        // A stopped node is neither here nor there: only a new installation makes it whole.
        var status = KNOWN.contains(node.status()) ? node.status() : "error";
        var failed = status.equals("error");
        nailgun.update(
                NODE,
                new MapSqlParameterSource("node", node.id())
                        .addValue("cluster", cast.cluster())
                        .addValue("working", cast.kind().working())
                        .addValue("final", isFinal)
                        .addValue("status", status)
                        .addValue("progress", failed ? 100 : node.progress())
                        .addValue("error_type", failed ? cast.kind().errorType() : null)
                        .addValue("error_msg", failed ? shortened(message(node)) : null)
                        .addValue("online", node.online()));
    }

    private static String message(Reply.OfNode node) {
        return node.errorMessage() == null ? "Astute says: " + node.status() : node.errorMessage();
    }

    /** @return false if it has ended before */
    private boolean task(Cast cast, String status, int progress, String message) {
        return nailgun.update(
                        TASK,
                        new MapSqlParameterSource("uuid", cast.task().toString())
                                .addValue("status", status)
                                .addValue("progress", progress)
                                .addValue("message", message))
                == 1;
    }

    private static String shortened(String message) {
        return message == null || message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
