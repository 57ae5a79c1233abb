package org.octane.nailgun.deployment;

import java.util.Map;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Writes how far a task is, by Astute's word or else by its nodes; never back. */
record TaskProgress(NamedParameterJdbcTemplate nailgun) {

    /** After the rows of the nodes are written. */
    void running(OperationTask task, TaskReport report) {
        if (!task.operation().isTask()) {
            ofUpdate(task);
            return;
        }
        nailgun.update(
                Sql.of("nailgun/deployment/task-progress"),
                new MapSqlParameterSource("uuid", task.uuid().toString())
                        .addValue("running", report.running())
                        .addValue("progress", percent(task, report))
                        .addValue("message", report.error()));
    }

    /** One node's end is not that of all: what counts is how far each is. */
    void ofUpdate(OperationTask task) {
        nailgun.update(
                Sql.of("nailgun/deployment/update-progress"),
                Map.of("cluster", task.cluster(), "progress", mean(task)));
    }

    private int mean(OperationTask task) {
        var mean = nailgun.queryForObject(
                Sql.of("nailgun/deployment/deployment-progress"), Map.of("cluster", task.cluster()), Integer.class);
        return mean == null ? 0 : mean;
    }

    private Integer percent(OperationTask task, TaskReport report) {
        boolean byNodes =
                task.operation() != NodeOperation.REMOVE && task.operation().changesNodes();
        if (report.progress() != null || report.nodes().isEmpty() || !byNodes) {
            return report.progress();
        }
        var mean = task.operation() == NodeOperation.DEPLOY
                ? "nailgun/deployment/deployment-progress"
                : "nailgun/deployment/provisioning-progress";
        return nailgun.queryForObject(Sql.of(mean), Map.of("cluster", task.cluster()), Integer.class);
    }
}
