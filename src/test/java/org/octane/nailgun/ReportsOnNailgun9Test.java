package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.NodeReport;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.nailgun.deployment.TaskReport;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Octane writes from Astute's words into the rows of a Nailgun whose clusters can be deployed in part. */
class ReportsOnNailgun9Test {

    private DataSource database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void load() {
        database = NailgunDatabase.dump(NailgunDatabase.required("nailgun-9.2-from-6.1-sample.sql.gz"));
        jdbc = new JdbcTemplate(database);
    }

    @Test
    void aClusterSomeOfWhoseNodesAreInstalledIsDeployedInPartThoughOthersAreInError() {
        jdbc.update("update nodes set status = 'error', error_type = 'deploy' where id = 6");
        var task = begun();
        assertThat(cluster()).isEqualTo("deployment");

        end(task, true, new NodeReport(4, "provisioned", 100, null, null));

        assertThat(cluster()).isEqualTo("partially_deployed");
        assertThat(node()).isEqualTo("provisioned 100 -");
        assertThat(message()).isEqualTo("Provision of 1 environment node(s) is done.");
    }

    @Test
    void aNodeThatCouldNotBeInstalledAndItsClusterAreInError() {
        end(begun(), false, new NodeReport(4, "error", 100, "no image", null));

        assertThat(cluster()).isEqualTo("error");
        assertThat(node()).isEqualTo("error 100 provision no image");
    }

    private OperationTask begun() {
        var task = new OperationTask(UUID.randomUUID(), NodeOperation.PROVISION, 1, List.of(4));
        Deployments.in(Database.of(database)).start(task, Json::object);
        return task;
    }

    private void end(OperationTask task, boolean ready, NodeReport node) {
        Deployments.in(Database.of(database))
                .end(task, new TaskReport(false, ready, 100, null, List.of(node), List.of(), List.of()));
    }

    private String cluster() {
        return text("select status::text from clusters where id = 1");
    }

    private String node() {
        return text(
                "select concat_ws(' ', status, progress, coalesce(error_type, '-'), error_msg) from nodes where id = 4");
    }

    private String message() {
        return text("select message from tasks order by id desc limit 1");
    }

    private String text(String query) {
        return jdbc.queryForObject(query, String.class);
    }
}
