package org.octane.nailgun.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.nailgun.rows.Tasks;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Writes what Astute says of nodes into Nailgun's rows, as Nailgun's own receiver does, but with a fence: until the task's end
 * progress only grows, and a node that is done or has failed goes back to work no more. What the end says wins.
 */
final class NodeProgress {

    private static final Set<String> KNOWN =
            Set.of("provisioning", "provisioned", "deploying", "ready", "error", "discover", "removing");
    private static final int LONGEST_MESSAGE = 255;

    private final NamedParameterJdbcTemplate nailgun;
    private final Tasks tasks;
    private final EnumTypes enums;

    NodeProgress(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
        this.tasks = new Tasks(nailgun);
        this.enums = new EnumTypes(nailgun);
    }

    /**
     * Nodes that aren't the task's, or no longer its cluster's, stay as they are.
     *
     * @param isFinal whether the report comes with the task's end
     */
    void node(OperationTask task, NodeReport said, boolean isFinal) {
        if (task.nodes().contains(said.id())) {
            row(task, said.id()).ifPresent(row -> write(task, row, said, isFinal));
        }
    }

    private void write(OperationTask task, NodeRow row, NodeReport said, boolean isFinal) {
        var deploys = task.operation().deploys();
        // While a server is being installed it comes and goes.
        var offline = deploys && Boolean.FALSE.equals(said.online());
        if (said.status() == null && !offline) {
            return;
        }
        var status = status(row, said);
        if (!isFinal && !mayBecome(task.operation(), row.status(), status)) {
            return;
        }
        var failed = status.equals("error");
        var error = failed || offline ? error(task.operation(), row, said, offline) : null;
        nailgun.update(
                enums.withErrorType(Sql.of("nailgun/deployment/node-report")),
                new MapSqlParameterSource("node", row.id())
                        .addValue("status", status)
                        .addValue("progress", progress(row, said, status, failed && !deploys || offline, isFinal))
                        .addValue("error_type", failed ? task.operation().errorType() : null)
                        .addValue("error_msg", error)
                        .addValue("online", deploys ? said.online() : null));
        if (deploys && (offline || failed && said.progress() != null)) {
            tell(task, row, status, error);
        }
    }

    /** What is said again is no news. */
    private void tell(OperationTask task, NodeRow row, String status, String error) {
        if (!(row.status().equals("error") && status.equals("error") && java.util.Objects.equals(row.error(), error))) {
            tasks.tell(
                    "error",
                    "Failed to deploy node '%s': %s".formatted(row.name(), error == null ? "Unknown error" : error),
                    task.cluster(),
                    row.id());
        }
    }

    private static String status(NodeRow row, NodeReport said) {
        if (said.status() == null) {
            return row.status();
        }
        // A stopped node is neither here nor there: only a new installation makes it whole.
        return KNOWN.contains(said.status()) ? said.status() : "error";
    }

    /** Bad news is taken at any time; a deployment may begin with nodes that are only installed. */
    private static boolean mayBecome(NodeOperation operation, String old, String status) {
        return old.equals(operation.working())
                || operation.deploys() && old.equals(NodeOperation.PROVISION.done())
                || status.equals("error") && (old.equals("error") || old.equals(operation.done()));
    }

    private static int progress(NodeRow row, NodeReport said, String status, boolean over, boolean isFinal) {
        if (over) {
            return 100;
        }
        var progress = said.progress() == null ? row.progress() : said.progress();
        return !isFinal && status.equals(row.status()) ? Math.max(row.progress(), progress) : progress;
    }

    private static String error(NodeOperation operation, NodeRow row, NodeReport said, boolean offline) {
        var fallback = offline ? "Node is offline" : operation == NodeOperation.PROVISION ? "Unknown error" : null;
        var known = said.errorMessage() == null ? row.error() : said.errorMessage();
        return shortened(known == null ? fallback : known);
    }

    private Optional<NodeRow> row(OperationTask task, int node) {
        return nailgun
                .query(
                        Sql.of("nailgun/deployment/node-row"),
                        Map.of("node", node, "cluster", task.cluster()),
                        (row, i) -> new NodeRow(
                                row.getInt("id"),
                                row.getString("name"),
                                row.getString("status"),
                                row.getInt("progress"),
                                row.getString("error_msg")))
                .stream()
                .findFirst();
    }

    static String shortened(String message) {
        return message == null || message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
