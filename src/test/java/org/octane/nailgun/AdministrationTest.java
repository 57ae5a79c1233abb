package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.schema.NailgunSchema;
import org.springframework.jdbc.core.JdbcTemplate;

/** Releases, clusters, updates and notifications over HTTP. */
class AdministrationTest {

    private static final String PATCHED = "2014.2.2-6.1.2";

    private static final String NOVA_NETWORK =
            """
            {"nova_network": {
              "config": {"floating_ranges": [["172.16.0.128", "172.16.0.254"]], "net_manager": "FlatDHCPManager",
                "fixed_networks_vlan_start": 103, "fixed_networks_amount": 1, "fixed_network_size": 256,
                "fixed_networks_cidr": "10.0.0.0/16"},
              "networks": [{"name": "public", "notation": "cidr", "cidr": "172.16.0.0/24", "use_gateway": true},
                {"name": "fixed", "notation": null, "vlan_start": null}]}}
            """;

    private DataSource database;
    private JdbcTemplate jdbc;
    private NailgunServer server;

    @BeforeEach
    void start() {
        database = NailgunDatabase.sample();
        jdbc = new JdbcTemplate(database);
        server = new NailgunServer(database);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void aReleaseIsAddedReadChangedAndRemoved() {
        var before = NailgunDatabase.contents(database);
        var added = server.post("/api/v1/releases/", patched());
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().get("can_update_from_versions").toString()).isEqualTo("[\"2014.2.2-6.1\"]");
        assertThat(added.body().get("state").textValue()).isEqualTo("available");
        var path = "/api/v1/releases/" + added.body().get("id");
        assertThat(server.get(path).body()).isEqualTo(added.body());
        assertThat(server.post("/api/v1/releases/", patched())).satisfies(again -> {
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.message()).isEqualTo("Release with the same name and version already exists");
        });
        var changed = server.put(path, Map.of("state", "unavailable", "description", "Later."));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("is_deployable").booleanValue()).isFalse();
        assertThat(changed.body().get("description").textValue()).isEqualTo("Later.");
        assertThat(server.put(path, Map.of("state", "wrong")).status()).isEqualTo(400);
        assertThat(server.call("DELETE", path, null).status()).isEqualTo(204);
        assertThat(server.call("DELETE", path, null).status()).isEqualTo(404);
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void aReleaseInUseStays() {
        assertThat(server.call("DELETE", "/api/v1/releases/2", null)).satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.message()).isEqualTo("Can't delete release with clusters assigned");
        });
        assertThat(server.put("/api/v1/releases/2", Map.of("roles_metadata", Map.of("compute", Map.of()))))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(409);
                    assertThat(refused.message())
                            .isEqualTo("Cannot delete roles already assigned to nodes: ceph-osd,controller");
                });
        assertThat(server.put("/api/v1/releases/1", Map.of("name", "Juno on Ubuntu 14.04.1"))
                        .status())
                .isIn(200, 409);
    }

    @Test
    void aReleaseIsNotTakenWithoutWhatAnUpdateDependsOn() {
        var release = patched();
        release.put("orchestrator_data", sources());
        assertThat(server.post("/api/v1/releases", release)).satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.message()).contains("release_orchestrator_data", "octane migrate");
        });
        release.remove("orchestrator_data");
        release.remove("version");
        assertThat(server.post("/api/v1/releases", release).message()).isEqualTo("'version' is a required property");
        assertThat(jdbc.queryForObject("select count(*) from releases where version = ?", Integer.class, PATCHED))
                .isZero();
    }

    @Test
    void aMigratedDatabaseKnowsWhereAReleaseComesFrom() {
        server.close();
        NailgunSchema.migrate(database);
        server = new NailgunServer(database);
        var release = patched();
        release.put("orchestrator_data", sources());
        release.put("compatible_fuel_versions", List.of("6.1"));
        var added = server.post("/api/v1/releases", release).body();
        assertThat(added.at("/orchestrator_data/puppet_modules_source").textValue())
                .isEqualTo("rsync://10.20.0.2:/puppet/2014.2.2-6.1.2/modules/");
        assertThat(added.at("/orchestrator_data/repo_metadata/patched").textValue())
                .isEqualTo("http://10.20.0.2:8080/2014.2.2-6.1.2/ubuntu main");
        assertThat(added.get("compatible_fuel_versions").toString()).isEqualTo("[\"6.1\"]");
        var path = "/api/v1/releases/" + added.get("id");
        assertThat(server.put(path, Map.of("orchestrator_data", sources())).body())
                .isEqualTo(added);
        assertThat(server.call("DELETE", path, null).status()).isEqualTo(204);
        assertThat(jdbc.queryForObject("select count(*) from release_orchestrator_data", Integer.class))
                .isZero();
    }

    @Test
    void aClusterInAnUpgradeGetsNoNodes() {
        NailgunSchema.migrate(database);
        var seed = server.post("/api/v1/clusters/1/upgrade/clone", Map.of("name", "seed", "release_id", 4))
                .body()
                .get("id");
        jdbc.update("update clusters set status = 'upgrade' where name = 'seed'");
        var path = "/api/v1/clusters/" + seed;
        assertThat(server.post(path + "/upgrade/assign", Map.of("nodes_ids", List.of(4)))
                        .status())
                .isEqualTo(409);
        assertThat(server.post(path + "/assignment/", List.of(Map.of("id", 10, "roles", List.of("controller"))))
                        .status())
                .isEqualTo(409);
        assertThat(server.put(path + "/upgrade", null).message())
                .isEqualTo("Cluster " + seed + " is being upgraded already.");
        assertThat(server.casts()).isEmpty();
    }

    @Test
    void aClusterIsMadeOfAReleaseWithItsDefaults() {
        var cluster = server.post("/api/v1/clusters/", Map.of("name", "fresh", "release_id", 4));
        assertThat(cluster.status()).isEqualTo(201);
        assertThat(cluster.body().get("status").textValue()).isEqualTo("new");
        assertThat(cluster.body().get("changes").findValuesAsText("name"))
                .containsExactly("attributes", "networks", "vmware_attributes");
        var id = cluster.body().get("id");
        var networks = server.get("/api/v1/clusters/" + id + "/network_configuration/neutron")
                .body();
        assertThat(networks.get("networks"))
                .extracting(network -> network.get("name").textValue())
                .containsExactlyInAnyOrder("public", "management", "storage", "private", "fuelweb_admin");
        assertThat(networks.get("networks").get(0).get("ip_ranges").toString())
                .isEqualTo("[[\"172.16.0.2\",\"172.16.0.126\"]]");
        assertThat(networks.at("/networking_parameters/segmentation_type").textValue())
                .isEqualTo("vlan");
        assertThat(jdbc.queryForObject("select generated from attributes where cluster_id = " + id, String.class))
                .doesNotContain("generator");
        assertThat(server.get("/api/v1/clusters/" + id + "/attributes").text()).doesNotContain("generated");
        assertThat(server.post("/api/v1/clusters/", Map.of("name", "fresh", "release_id", 4)))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(409);
                    assertThat(refused.message()).isEqualTo("Environment with this name already exists");
                });
    }

    @Test
    void aClusterIsNotMadeWithoutAReleaseToMakeItOf() {
        var before = NailgunDatabase.contents(database);
        assertThat(server.post("/api/v1/clusters", Map.of("name", "fresh")).message())
                .isEqualTo("Release ID is required");
        assertThat(server.post("/api/v1/clusters", Map.of("name", "fresh", "release_id", 99))
                        .status())
                .isEqualTo(404);
        assertThat(server.post("/api/v1/clusters", Map.of("name", "fresh", "release_id", 3))
                        .message())
                .isEqualTo("Release with ID '3' is not deployable.");
        assertThat(server.post("/api/v1/clusters", Map.of("name", "fresh", "release_id", 4, "mode", "multinode"))
                        .status())
                .isEqualTo(400);
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void aClusterWithNovaNetworkIsMade() {
        jdbc.update("update releases set networks_metadata = ? where id = 4", NOVA_NETWORK);
        var cluster = server.post(
                "/api/v1/clusters", Map.of("name", "fresh", "release_id", 4, "net_provider", "nova_network"));
        assertThat(cluster.status()).isEqualTo(201);
        assertThat(jdbc.queryForMap("select n.* from nova_network_config n join networking_configs c using (id) "
                        + "where cluster_id = " + cluster.body().get("id")))
                .containsEntry("fixed_networks_cidr", "10.0.0.0/16")
                .containsEntry("fixed_networks_amount", 1);
    }

    @Test
    void aPendingReleaseIsSetByTheThreeRules() {
        var patched =
                server.post("/api/v1/releases", patched()).body().get("id").intValue();
        assertThat(pending(2).status()).isEqualTo(200);
        assertThat(pending(patched).body().get("pending_release_id").intValue()).isEqualTo(patched);
        assertThat(pending(4)).satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.message())
                    .isEqualTo("Cluster 1 is to reach release " + patched
                            + " already; withdraw that first, with null for its pending release.");
        });
        assertThat(pending(99).status()).isEqualTo(404);
        jdbc.update("update clusters set release_id = ? where id = 1", patched);
        assertThat(pending(2).body().get("pending_release_id").intValue()).isEqualTo(2);
        var none = new HashMap<String, Object>();
        none.put("pending_release_id", null);
        assertThat(server.put("/api/v1/clusters/1", none)
                        .body()
                        .get("pending_release_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void aClusterIsRenamed() {
        server.post("/api/v1/clusters", Map.of("name", "fresh", "release_id", 4));
        assertThat(server.put("/api/v1/clusters/1/", Map.of("name", "renamed"))
                        .body()
                        .get("name")
                        .textValue())
                .isEqualTo("renamed");
        assertThat(server.put("/api/v1/clusters/1/", Map.of("name", "fresh")).message())
                .isEqualTo("Environment with this name already exists");
        assertThat(server.put("/api/v1/clusters/1/", Map.of("net_provider", "nova_network"))
                        .message())
                .isEqualTo("Changing 'net_provider' for environment is prohibited");
        assertThat(server.put("/api/v1/clusters/99/", Map.of("name", "x")).status())
                .isEqualTo(404);
    }

    @Test
    void anUpdateIsCheckedBeforeItRuns() {
        assertThat(server.put("/api/v1/clusters/1/update", null)).satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message()).isEqualTo("Can't update environment 'sample' when new release Id is invalid");
        });
        assertThat(server.put("/api/v1/clusters/99/update/", null).status()).isEqualTo(404);
        assertThat(server.put("/api/v1/clusters/1/update", Map.of("x", 1)).status())
                .isEqualTo(400);
        assertThat(server.put("/api/v1/clusters/1/update", Map.of("pending_release_id", 99))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void notificationsAreAddedAndRead() {
        for (var topic : List.of("discover", "done", "error", "warning", "release")) {
            var added = server.post(
                    "/api/v1/notifications/", Map.of("topic", topic, "message", "About " + topic, "cluster_id", 1));
            assertThat(added.status()).isEqualTo(201);
            assertThat(added.body().get("status").textValue()).isEqualTo("unread");
            assertThat(added.body().get("cluster").intValue()).isOne();
            var path = "/api/v1/notifications/" + added.body().get("id");
            assertThat(server.put(path, Map.of("status", "read"))
                            .body()
                            .get("status")
                            .textValue())
                    .isEqualTo("read");
        }
        var all = server.get("/api/v1/notifications").body();
        var changed = server.put(
                "/api/v1/notifications", List.of(Map.of("id", all.at("/0/id").intValue(), "status", "unread")));
        assertThat(changed.body().at("/0/status").textValue()).isEqualTo("unread");
        assertThat(server.post("/api/v1/notifications", Map.of("topic", "gossip", "message", "x"))
                        .message())
                .isEqualTo("Notification topic is not found or invalid");
        assertThat(server.post("/api/v1/notifications", Map.of("topic", "done", "message", "x", "node_id", 99))
                        .message())
                .isEqualTo("Node not found");
        assertThat(server.put("/api/v1/notifications/1", Map.of("status", "eaten"))
                        .message())
                .isEqualTo("Bad status");
        assertThat(server.put("/api/v1/notifications/999", Map.of("status", "read"))
                        .status())
                .isEqualTo(404);
    }

    private NailgunServer.Answer pending(int release) {
        return server.put("/api/v1/clusters/1", Map.of("pending_release_id", release));
    }

    private static Map<String, Object> sources() {
        return Map.of(
                "repo_metadata", Map.of("patched", "http://{MASTER_IP}:8080/{OPENSTACK_VERSION}/ubuntu main"),
                "puppet_manifests_source", "rsync://{MASTER_IP}:/puppet/{OPENSTACK_VERSION}/manifests/",
                "puppet_modules_source", "rsync://{MASTER_IP}:/puppet/{OPENSTACK_VERSION}/modules/");
    }

    private static Map<String, Object> patched() {
        return new HashMap<>(Map.of(
                "name",
                "Juno on Ubuntu 14.04.1, patched",
                "version",
                PATCHED,
                "operating_system",
                "Ubuntu",
                "can_update_from_versions",
                List.of("2014.2.2-6.1")));
    }
}
