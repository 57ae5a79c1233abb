package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.schema.NailgunSchema;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the calls that upgrade a cluster in place refuse before anything is begun. */
class InPlaceCallTest {

    private DataSource database;
    private JdbcTemplate jdbc;
    private VersionedSettings versions;
    private NailgunServer server;

    @BeforeEach
    void start() {
        database = NailgunDatabase.sample();
        NailgunSchema.migrate(database);
        jdbc = new JdbcTemplate(database);
        versions = NailgunDatabase.nailgun(database).versions();
        server = new NailgunServer(database);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void aClusterThatIsNotThereIsNotUpgraded() {
        refused("/clusters/99/upgrade", 404, "Cluster not found");
        refused("/clusters/99/upgrade?node=4", 404, "Cluster not found");
    }

    @Test
    void aClusterNeedsAPendingReleaseOfANewOpenStack() {
        refused("/clusters/1/upgrade", 409, "Cluster 1 has no pending release.");
        jdbc.update("update clusters set pending_release_id = 5");
        refused(
                "/clusters/1/upgrade",
                409,
                "Release 5, which is pending for cluster 1, is one of the same OpenStack. That is an update: octane env update --env 1");
    }

    @Test
    void aClusterInUpgradeIsNotUpgradedAgain() {
        begun();
        refused("/clusters/1/upgrade", 409, "Cluster 1 is being upgraded already.");
        jdbc.update("update clusters set status = 'operational'");
        assertThat(server.put("/api/v1/clusters/1/upgrade", null).status())
                .as("whatever status somebody else has written")
                .isEqualTo(409);
    }

    @Test
    void aClusterThatIsBeingDeletedIsNotUpgraded() {
        versions.prepare(1, 4, List.of());
        jdbc.update("update clusters set status = 'remove'");
        refused("/clusters/1/upgrade", 409, "Cluster 1 is being deleted.");
    }

    @Test
    void nothingBeginsWhileATaskIsActive() {
        versions.prepare(1, 4, List.of());
        jdbc.update(
                "insert into tasks (id, cluster_id, uuid, name, status) values (77, 1, 'a', 'provision', 'running')");
        refused("/clusters/1/upgrade", 409, "Cluster 1 has active tasks: task 77 provision of cluster 1, running.");
        jdbc.update("delete from tasks where id = 77");
        switched();
        jdbc.update(
                "insert into tasks (id, cluster_id, uuid, name, status) values (78, 1, 'a', 'deployment', 'running')");
        refused(
                "/clusters/1/upgrade?node=4",
                409,
                "Cluster 1 has active tasks: task 78 deployment of cluster 1, running.");
    }

    @Test
    void nodesThatCanNotBeUpgradedAreNamed() {
        switched();
        refused("/clusters/1/upgrade/?node=4,99", 404, "Node with id 99 was not found.");
        refused("/clusters/1/upgrade?node=1", 409, "Node 1 is a controller; those are upgraded with their cluster.");
        refused("/clusters/1/upgrade?node=10", 409, "Node 10 is not in cluster 1.");
        versions.move(List.of(5), 4);
        jdbc.update("update nodes set status = 'ready' where id = 5");
        refused("/clusters/1/upgrade?node=5", 409, "Node 5 has no pending release.");
        jdbc.update("update nodes set status = 'error' where id = 4");
        refused("/clusters/1/upgrade?node=4", 409, "Node 4 has status error, and only a ready one can be upgraded.");
        jdbc.update("update nodes set status = 'upgrade' where id = 4");
        refused("/clusters/1/upgrade?node=4", 409, "Node 4 has status upgrade, and only a ready one can be upgraded.");
    }

    @Test
    void nodesWaitForTheirControllers() {
        refused("/clusters/1/upgrade?node=4", 409, "Node 4 has no pending release.");
        begun();
        refused(
                "/clusters/1/upgrade?node=4",
                409,
                "The control plane of cluster 1 has not gone over to the release of its nodes yet. First run: octane env upgrade --env 1");
    }

    @Test
    void idsOfNodesAreReadWithCommasBracesAndInSeveralParameters() {
        switched();
        for (var list : List.of("node=4,99", "node=%7B4,99%7D", "node=%7B4,99,%7D", "node=4&node=99", "node=4,%2099")) {
            refused("/clusters/1/upgrade/?" + list, 404, "Node with id 99 was not found.");
        }
        for (var list : List.of("node=4,x", "node=", "node=,", "node=%7B%7D", "node=99999999999", "node=-4")) {
            assertThat(server.put("/api/v1/clusters/1/upgrade?" + list, null).status())
                    .as(list)
                    .isEqualTo(400);
        }
    }

    @Test
    void theOnlyCallOfNailgunsClientLeadsToAReleaseOfANewOpenStackToo() {
        versions.prepare(1, 4, List.of());
        jdbc.update(
                "insert into tasks (id, cluster_id, uuid, name, status) values (77, 1, 'a', 'provision', 'running')");
        refused("/clusters/1/update/", 409, "Cluster 1 has active tasks: task 77 provision of cluster 1, running.");
    }

    private void begun() {
        versions.prepare(1, 4, List.of());
        versions.begin(1);
    }

    private void switched() {
        begun();
        versions.move(List.of(1, 2, 3), 4);
        versions.switchOver(1);
    }

    private void refused(String path, int status, String message) {
        var before = NailgunDatabase.contents(database);
        var answer = server.put("/api/v1" + path, path.endsWith("/update/") ? "{}" : null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }
}
