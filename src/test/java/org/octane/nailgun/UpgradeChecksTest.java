package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class UpgradeChecksTest {

    private final JdbcTemplate sql;
    private final UpgradeChecks checks;

    UpgradeChecksTest() {
        var database = NailgunDatabase.sample();
        sql = new JdbcTemplate(database);
        checks = NailgunDatabase.nailgun(database).checks();
    }

    @Test
    void whetherTheLastDeploymentFailedIsSaidByTheLastOneThatHasEnded() {
        sql.update("DELETE FROM tasks");
        assertThat(checks.lastDeploymentFailed(1)).as("none").isFalse();
        task("deployment", "ready");
        task("provision", "error");
        assertThat(checks.lastDeploymentFailed(1)).as("an installation").isFalse();
        task("deployment", "error");
        task("deployment", "running");
        task("node_deletion", "ready");
        assertThat(checks.lastDeploymentFailed(1)).isTrue();
        assertThat(checks.lastDeploymentFailed(2)).as("another cluster").isFalse();
        task("deployment", "ready");
        assertThat(checks.lastDeploymentFailed(1)).isFalse();
    }

    private void task(String name, String status) {
        sql.update(
                "INSERT INTO tasks (cluster_id, uuid, name, status, progress, cache, result, weight)"
                        + " VALUES (1, md5(random()::text), ?::task_name, ?::task_status, 0, '{}', '{}', 1)",
                name,
                status);
    }
}
