package org.octane.board;

import org.springframework.jdbc.core.JdbcTemplate;

/** An upgrade in the middle, written into the tables of a server that leaves it alone. */
record Rows(JdbcTemplate sql) {

    /**
     * Nodes 101 and up: a controller in 20, an OSD node in 5, a compute otherwise; 60 steps on each, and one of them has failed for
     * good.
     *
     * @param name what one of the nodes is called, and prints
     */
    void ofACloudOf(int nodes, String name) {
        sql.update(
                """
                INSERT INTO public.nodes (id, uuid, cluster_id, name, status, mac, timestamp, online, hostname, roles)
                SELECT 100 + n, 'uuid-' || n, 1, 'x', 'ready', 'mac-' || n, now(), n <> 7,
                       CASE n WHEN 5 THEN ? ELSE 'rack-' || n END,
                       CASE WHEN n % 20 = 0 THEN ARRAY['controller'] WHEN n % 5 = 1 THEN ARRAY['ceph-osd'] ELSE ARRAY['compute'] END
                  FROM generate_series(1, ?) n
                """,
                name, nodes);
        sql.update(
                """
                INSERT INTO octane.upgrade (name, strategy, status, original_cluster_id, release_id, actor, message, created_at,
                                            started_at)
                VALUES ('large', 'side-by-side', 'failed', 1, 4, 'alice', 'Step step-31 failed for good', now() - interval '2 hours',
                        now() - interval '2 hours')
                """);
        sql.update(
                "INSERT INTO octane.stage (upgrade_id, number, name, title, estimate_seconds) SELECT 1, n, 'stage-' || n,"
                        + " 'What stage ' || n || ' does', 1800 FROM generate_series(1, 6) n");
        sql.update(
                """
                INSERT INTO octane.step_group (upgrade_id, number, after, unit, open)
                SELECT 1, n * 10 + b, '{}', CASE WHEN n > 19 THEN n / 10 * 100 + b END, CASE WHEN n < 30 THEN 0 ELSE 5 END
                  FROM generate_series(0, 59) n, generate_series(0, 9) b
                """);
        sql.update(
                """
                INSERT INTO octane.step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses, undo,
                    estimate_seconds, timeout_seconds, max_attempts, status, phase, started_at, finished_at, lease_until, wake_at,
                    message)
                SELECT 1, s / 10 + 1, s * 10 + n % 10, 'stage-' || (s / 10 + 1), 'step-' || s, 'What step ' || s || ' does on it',
                       ARRAY[100 + n], '{}', '{}', 'takes it back', 60, 600, 3, status,
                       CASE status WHEN 'running' THEN 'act' END,
                       CASE WHEN status <> 'pending' THEN now() - interval '90 minutes' + s * interval '2 minutes' END,
                       CASE WHEN status = 'succeeded' THEN now() - interval '89 minutes' + s * interval '2 minutes' END,
                       CASE WHEN status = 'running' THEN now() + interval '1 day' END,
                       CASE WHEN status = 'waiting' THEN now() + interval '1 day' END,
                       CASE status WHEN 'waiting' THEN 'The remote job runs.' WHEN 'dead' THEN 'no space left' END
                  FROM generate_series(0, 59) s, generate_series(1, ?) n
                 CROSS JOIN LATERAL (SELECT CASE WHEN s < 30 THEN 'succeeded' WHEN s = 31 AND n = 5 THEN 'dead'
                     WHEN s = 30 AND n <> 5 THEN 'succeeded' WHEN s = 31 AND n % 3 = 0 THEN 'running'
                     WHEN s = 31 AND n % 3 = 1 THEN 'waiting' WHEN s = 30 THEN 'succeeded' ELSE 'pending' END AS status) x
                """,
                nodes);
        sql.update(
                """
                INSERT INTO octane.step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses,
                    estimate_seconds, timeout_seconds, max_attempts, status)
                VALUES (1, 6, 599, 'stage-6', 'put-back', 'The Fuel master is put back', '{0}', '{}', '{}', 1, 60, 3, 'pending')
                """);
        sql.update(
                """
                INSERT INTO octane.dead_letter (upgrade_id, step_id, node_names, attempts, exit_code, output, cause, remedy, status,
                                                created_at)
                SELECT 1, id, ARRAY[?], 3, 28, 'dd: ' || ?, 'no space left on device ' || ?, 'Make room, then run: octane retry 1 ' || id,
                       'open', now()
                  FROM octane.step WHERE status = 'dead'
                """,
                name,
                name,
                name);
        sql.update(
                """
                INSERT INTO octane.event (upgrade_id, step_id, at, actor, kind, status, attempt, message)
                SELECT 1, id, COALESCE(finished_at, started_at), 'engine', 'step', status, 1,
                       CASE WHEN status = 'dead' THEN E'\\x1b[2J\\u202e ' || ? ELSE message END
                  FROM octane.step WHERE started_at IS NOT NULL ORDER BY status = 'dead', id
                """,
                name);
    }
}
