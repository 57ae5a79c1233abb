package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.schema.NailgunSchema;
import org.springframework.jdbc.core.JdbcTemplate;

/** What others may do to a cluster that is in upgrade, and what is noticed of what they do all the same. */
class ClusterInUpgradeTest {

    private DataSource database;
    private JdbcTemplate jdbc;
    private VersionedSettings versions;
    private NailgunServer server;

    @BeforeEach
    void begun() {
        database = NailgunDatabase.sample();
        NailgunSchema.migrate(database);
        jdbc = new JdbcTemplate(database);
        versions = NailgunDatabase.nailgun(database).versions();
        server = new NailgunServer(database);
        versions.prepare(1, 4, List.of());
        versions.begin(1);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void nobodyElseAddsNodesOrDeploysThem() {
        var before = NailgunDatabase.contents(database);
        refused(
                "POST",
                "/assignment/",
                List.of(Map.of("id", 10, "roles", List.of("compute"))),
                "no nodes can be added");
        refused("PUT", "/update", null, "it can't be updated");
        refused("POST", "/upgrade/clone", Map.of("name", "seed", "release_id", 4), "it can't be cloned");
        assertThat(server.put("/api/v1/clusters/1/upgrade", null).message())
                .isEqualTo("Cluster 1 is being upgraded already.");
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
        assertThat(server.casts()).isEmpty();
    }

    @Test
    void nobodyElseTakesNodesAwayOrInstallsThem() {
        versions.cancel(1);
        versions.withdraw(1);
        var seed = NailgunDatabase.nailgun(database).seeds().clone(1, "seed", 4).id();
        for (var upgraded : List.of(1, seed)) {
            jdbc.update("update clusters set status = 'upgrade' where id = ?", upgraded);
            var before = NailgunDatabase.contents(database);
            for (var body : List.of(
                    Map.of("node_id", 4),
                    Map.of("nodes_ids", List.of(4)),
                    Map.of("nodes_ids", List.of(4), "reprovision", false))) {
                assertThat(server.post("/api/v1/clusters/" + seed + "/upgrade/assign", body))
                        .satisfies(refused -> {
                            assertThat(refused.status()).isEqualTo(409);
                            assertThat(refused.message()).startsWith("Cluster " + upgraded + " is being upgraded; ");
                        });
            }
            assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
            jdbc.update("update clusters set status = 'operational'");
        }
        assertThat(server.casts()).isEmpty();
    }

    @Test
    void nodesThatComeOrGoInNailgunAreNamed() {
        assertThat(others()).isEmpty();
        jdbc.update("update nodes set cluster_id = 1, pending_addition = true where id = 10");
        jdbc.update("update nodes set pending_deletion = true where id = 4");
        jdbc.update("update nodes set cluster_id = null where id = 9");
        assertThat(others())
                .containsExactlyInAnyOrder(
                        "Node 4 (node-4) of cluster 1, which is in upgrade, is marked for deletion.",
                        "Node 9 was taken from cluster 1, which is in upgrade.",
                        "Node 10 (%s) was added to cluster 1, which is in upgrade."
                                .formatted(
                                        jdbc.queryForObject("select hostname from nodes where id = 10", String.class)));
    }

    @Test
    void tasksThatNailgunBeganAreNamedAndOctanesOwnAreNot() {
        var own = UUID.randomUUID();
        task(901, own, "provision", "running");
        task(902, UUID.randomUUID(), "deployment", "running");
        task(903, UUID.randomUUID(), "node_deletion", "ready");
        task(904, UUID.randomUUID(), "check_networks", "ready");
        assertThat(versions.others(1, own::equals))
                .containsExactly(
                        "Task 902 (deployment, running) was begun on cluster 1, which is in upgrade.",
                        "Task 903 (node_deletion, ready) was begun on cluster 1, which is in upgrade.");
    }

    @Test
    void onceTheUpgradeIsTakenBackOthersMayWorkAgain() {
        versions.cancel(1);
        jdbc.update("update nodes set cluster_id = 1 where id = 10");
        assertThat(others()).isEmpty();
        assertThat(versions.clustersInUpgrade()).isEmpty();
    }

    private List<String> others() {
        return versions.others(1, task -> false);
    }

    private void task(int id, UUID uuid, String name, String status) {
        jdbc.update(
                "insert into tasks (id, cluster_id, uuid, name, status) values (?, 1, ?, ?::task_name, ?::task_status)",
                id,
                uuid.toString(),
                name,
                status);
    }

    private void refused(String method, String path, Object body, String consequence) {
        var answer = server.call(method, "/api/v1/clusters/1" + path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.message()).isEqualTo("Cluster 1 is being upgraded; " + consequence + ".");
    }
}
