package org.octane.server.metrics;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Rows by which each figure has a value: one by upgrade or by method is served once there is one. */
public final class EachFigure {

    private EachFigure() {}

    public static void in(DataSource database) throws java.sql.SQLException {
        try (var connection = database.getConnection()) {
            var octane = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            octane.execute("SET search_path = octane");
            octane.update(
                    "INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                            + " VALUES ('u', 's', 'succeeded', 1, 1, 'test', now())");
            octane.update("INSERT INTO step_group SELECT id, 0, '{}', 0 FROM upgrade");
            octane.update(
                    "INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters,"
                            + " uses, estimate_seconds, timeout_seconds, max_attempts, status, started_at, finished_at)"
                            + " SELECT id, 0, 0, 's', 'n', 't', '{}', '{}', '{}', 1, 1, 1, 'succeeded', now(), now() FROM upgrade");
            octane.update("INSERT INTO astute_cast (task_uuid, upgrade_id, step_id, attempt, method, cluster_id, nodes,"
                    + " status, created_at, sent_at, running_at, ended_at, heard_at, running_by, ends_by)"
                    + " SELECT gen_random_uuid(), 1, 1, 1, status, 1, '{}', status, now(), now(), now(), ended, now(),"
                    + " now() + interval '1 day', now() + interval '1 day'"
                    + " FROM (VALUES ('running', NULL), ('ready', now())) AS cast_of (status, ended)");
            octane.update("INSERT INTO probe_target (upgrade_id, name, kind, address, last_at, samples, answered)"
                    + " SELECT id, 'api', 'http', 'x', now(), 1, 1 FROM upgrade");
        }
    }
}
