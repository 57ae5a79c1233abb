package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.json.Json;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;

/** A cluster whose settings are there for two releases. */
class VersionedSettingsTest {

    private static final int NEXT = 4;
    private static final String CLUSTER = "/api/v1/clusters/1";

    /** The sample cloud and those of real Nailguns. */
    static Stream<String> clouds() {
        return Stream.concat(
                NailgunDatabase.clouds(),
                Stream.of("nailgun-8.0-from-6.1-sample.sql.gz", "nailgun-9.2-from-6.1-sample.sql.gz"));
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void thePendingReleaseHasTheSettingsThatACloneWouldHave(String cloud) {
        var database = migrated(cloud);
        int next = NailgunDatabase.nailgun(database)
                .clouds()
                .cloud(1, null)
                .target()
                .id();
        var clone = NailgunDatabase.copy(database);
        var seed = NailgunDatabase.nailgun(clone).seeds().clone(1, "seed", next).id();
        var before = nailgunsRows(database);
        try (var server = new NailgunServer(database)) {
            var answer = server.put(CLUSTER, Map.of("pending_release_id", next));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.body().get("pending_release_id").intValue()).isEqualTo(next);
            var prepared = server.get(CLUSTER + "/attributes?release_id=" + next);
            assertThat(prepared.text()).doesNotContain("generated\":");
            var release = json(database, "select attributes_metadata from releases where id = " + next);
            assertThat(withoutGenerated(prepared.body().get("editable"), release))
                    .isEqualTo(withoutGenerated(
                            json(clone, "select editable from attributes where cluster_id = " + seed), release));
        }
        assertThat(json(database, stored("cluster", next)).get("fuel_version"))
                .isEqualTo(Json.tree(new JdbcTemplate(clone)
                        .queryForObject("select fuel_version from clusters where id = " + seed, String.class)));
        assertThat(names(json(database, stored("vips", next))))
                .containsExactlyInAnyOrderElementsOf(names(json(
                        clone,
                        "select json_agg(a) from ip_addrs a join network_groups g on g.id = a.network join"
                                + " nodegroups n on n.id = g.group_id where a.node is null and n.cluster_id = "
                                + seed)));
        assertThat(metas(json(database, stored("networks", next))))
                .isEqualTo(metas(json(
                        clone,
                        "select json_agg(g) from network_groups g join nodegroups n on n.id = g.group_id where n.cluster_id = "
                                + seed)));
        assertThat(json(database, stored("generated", next)).at("/mysql/root_password"))
                .isEqualTo(json(database, "select generated from attributes where cluster_id = 1")
                        .at("/mysql/root_password"));
        // Nailgun's own rows are as they were, but for the pending release.
        new JdbcTemplate(database).update("update clusters set pending_release_id = null");
        same(nailgunsRows(database), before);
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void theWayBackReturnsToTheFirstVersionWholly(String cloud) {
        var database = migrated(cloud);
        var nailgun = NailgunDatabase.nailgun(database);
        var versions = nailgun.versions();
        int next = nailgun.clouds().cloud(1, null).target().id();
        int first = nailgun.seeds().cluster(1).release();
        int node = nailgun.moves().nodes(1).get(0).id();
        var before = NailgunDatabase.contents(database);

        versions.prepare(1, next, List.of());
        versions.begin(1);
        versions.begin(1);
        versions.move(List.of(node), next);
        assertThat(versions.release(node)).isEqualTo(next);
        assertThat(versions.changed(1)).isEmpty();
        versions.switchOver(1);
        versions.switchOver(1);
        assertThat(versions.of(1)).contains(new SettingsVersions(1, true, next, first, true));
        assertThat(versions.changed(1)).isEmpty();

        assertThat(versions.goBack(1)).isEmpty();
        assertThat(versions.goBack(1)).isEmpty();
        assertThat(versions.of(1)).contains(new SettingsVersions(1, true, first, next, false));
        assertThat(versions.changed(1)).isEmpty();
        versions.move(List.of(node), first);
        versions.cancel(1);
        versions.withdraw(1);
        same(NailgunDatabase.contents(database), before);
    }

    @Test
    void eitherVersionIsShownBeforeAndAfterTheSwitch() {
        var database = migrated();
        var versions = NailgunDatabase.nailgun(database).versions();
        try (var server = new NailgunServer(database)) {
            assertThat(server.get(CLUSTER + "/attributes?release_id=4").message())
                    .isEqualTo("Cluster 1 has no settings for release 4");
            server.put(CLUSTER, Map.of("pending_release_id", NEXT));
            var first = server.get(CLUSTER + "/attributes").body();
            var next = server.get(CLUSTER + "/attributes?release_id=4").body();
            assertThat(first.at("/editable/public_ssl").isMissingNode()).isTrue();
            assertThat(next.at("/editable/public_ssl/services/value").booleanValue())
                    .isFalse();
            assertThat(server.get(CLUSTER + "/attributes?release_id=2").body()).isEqualTo(first);
            versions.begin(1);
            versions.switchOver(1);
            assertThat(server.get(CLUSTER).body().get("release_id").intValue()).isEqualTo(4);
            assertThat(server.get(CLUSTER).body().get("pending_release_id").isNull())
                    .isTrue();
            assertThat(server.get(CLUSTER + "/attributes").body()).isEqualTo(next);
            assertThat(server.get(CLUSTER + "/attributes?release_id=2").body()).isEqualTo(first);
            assertThat(server.get(CLUSTER + "/attributes?release_id=99").status())
                    .isEqualTo(404);
            assertThat(server.get(CLUSTER + "/attributes?release_id=x").status())
                    .isEqualTo(400);
            assertThat(server.get("/api/v1/clusters/99/attributes?release_id=4").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void nodesTellWhichReleaseTheyHaveAndWhichTheyWillGet() {
        var database = migrated();
        var versions = NailgunDatabase.nailgun(database).versions();
        try (var server = new NailgunServer(database)) {
            assertThat(releases(server, 4)).isEqualTo("2 null ready");
            assertThat(releases(server, 10)).isEqualTo("null null discover");
            versions.prepare(1, NEXT, List.of());
            assertThat(releases(server, 4)).isEqualTo("2 null ready");
            versions.begin(1);
            assertThat(server.get(CLUSTER).body().get("status").textValue()).isEqualTo("upgrade");
            assertThat(releases(server, 1)).isEqualTo("2 4 ready");
            versions.move(List.of(1), NEXT);
            assertThat(releases(server, 1)).isEqualTo("4 null upgrade");
            assertThat(releases(server, 4)).isEqualTo("2 4 ready");
        }
    }

    @Test
    void whatIsNotAllowedIsRefusedAndChangesNothing() {
        var database = migrated();
        var jdbc = new JdbcTemplate(database);
        jdbc.update("update releases set state = 'available', is_deployable = true where id = 3");
        jdbc.update(
                "insert into releases (id, name, version, operating_system, state) values"
                        + " (7, 'older', '2014.2-6.0', 'Ubuntu', 'available'), (8, 'withdrawn', '2015.1.1-7.0', 'Ubuntu', 'unavailable')");
        try (var server = new NailgunServer(database)) {
            refused(server, database, 1, 3, 400, "Cannot set pending release as it cannot update current release");
            refused(server, database, 1, 7, 400, "Cannot set pending release as it cannot update current release");
            refused(server, database, 1, 8, 400, "Cannot set pending release as it cannot update current release");
            refused(server, database, 99, 4, 404, "Cluster not found");
            refused(server, database, 1, 99, 404, "Object 'Release' with UID=99 is not found in DB");
            refused(server, database, 1, "four", 400, null);
            refused(server, database, 1, 4.5, 400, null);

            jdbc.update(
                    "insert into tasks (id, cluster_id, uuid, name, status) values (77, 1, 'a', 'deployment', 'running')");
            refused(
                    server,
                    database,
                    1,
                    4,
                    409,
                    "Cluster 1 has active tasks: task 77 deployment of cluster 1, running.");
            jdbc.update("delete from tasks where id = 77");

            jdbc.update("update clusters set pending_release_id = 2");
            refused(
                    server,
                    database,
                    1,
                    4,
                    409,
                    "Cluster 1 is to reach release 2 already; withdraw that first, with null for"
                            + " its pending release.");
            jdbc.update("update clusters set pending_release_id = null");

            assertThat(server.put(CLUSTER, Map.of("pending_release_id", 4)).status())
                    .isEqualTo(200);
            jdbc.update("update releases set state = 'available' where id = 8");
            refused(
                    server,
                    database,
                    1,
                    8,
                    409,
                    "Cluster 1 is to reach release 4 already; withdraw that first, with null for"
                            + " its pending release.");
            refused(server, database, 1, 2, 409, "Cluster 1 has settings prepared for another release.");
            NailgunDatabase.nailgun(database).versions().begin(1);
            var inUpgrade = "Cluster 1 is being upgraded; its versions of settings stay as they are.";
            refused(server, database, 1, 4, 409, inUpgrade);
            refused(server, database, 1, null, 409, inUpgrade);
            NailgunDatabase.nailgun(database).versions().cancel(1);

            var none = new HashMap<String, Object>();
            none.put("pending_release_id", null);
            assertThat(server.put(CLUSTER, none).status()).isEqualTo(200);
            assertThat(server.put(CLUSTER, Map.of("pending_release_id", NEXT)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsSecretInAVersionIsMaskedLikeWhatIsInForce() {
        var database = migrated();
        var before = AttributeDocuments.in(database).all().size();
        NailgunDatabase.nailgun(database).versions().prepare(1, NEXT, List.of());
        assertThat(AttributeDocuments.in(database).all())
                .hasSizeGreaterThan(before)
                .contains(new JdbcTemplate(database).queryForObject(stored("generated", NEXT), String.class));
    }

    @Test
    void ofTwoWhoPrepareDifferentReleasesAtOnceOneIsRefused() throws Exception {
        var database = migrated();
        new JdbcTemplate(database)
                .update("insert into releases (id, name, version, operating_system, state, networks_metadata,"
                        + " attributes_metadata, volumes_metadata, modes_metadata, roles_metadata, modes,"
                        + " network_roles_metadata) select 9, name, '2015.1.1-7.0', operating_system, state,"
                        + " networks_metadata, attributes_metadata, volumes_metadata, modes_metadata, roles_metadata, modes,"
                        + " network_roles_metadata from releases where id = 4");
        var threads = Executors.newFixedThreadPool(2);
        try (var server = new NailgunServer(database)) {
            for (var pair = 0; pair < 5; pair++) {
                var statuses = new ArrayList<Integer>();
                var calls = Stream.of(NEXT, 9)
                        .map(release ->
                                (Callable<Integer>) () -> server.put(CLUSTER, Map.of("pending_release_id", release))
                                        .status())
                        .toList();
                for (var answer : threads.invokeAll(calls)) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 409);
                NailgunDatabase.nailgun(database).versions().withdraw(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aDatabaseWithoutTheTableSaysWhoAddsIt() {
        try (var server = new NailgunServer(NailgunDatabase.sample())) {
            assertThat(server.put(CLUSTER, Map.of("pending_release_id", NEXT))).satisfies(refused -> {
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.message()).contains("octane_cluster_settings", "octane migrate");
            });
        }
    }

    @Test
    void aSettingThatTheNewReleaseLostIsAConflict() {
        var database = migrated();
        new JdbcTemplate(database)
                .update("update releases set attributes_metadata = replace(attributes_metadata, '\"images_ceph\"', "
                        + "'\"renamed\"') where id = 4");
        try (var server = new NailgunServer(database)) {
            assertThat(server.put(CLUSTER, Map.of("pending_release_id", NEXT))).satisfies(refused -> {
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.body().get("errors").toString()).isEqualTo("[\"storage.images_ceph\"]");
            });
        }
    }

    @Test
    void aChangeGoesToBothVersions() {
        var database = migrated();
        var versions = NailgunDatabase.nailgun(database).versions();
        versions.prepare(1, NEXT, List.of());
        try (var server = new NailgunServer(database)) {
            var debug = Map.of("editable", Map.of("common", Map.of("debug", Map.of("value", true))));
            assertThat(server.put(CLUSTER + "/attributes", debug)
                            .body()
                            .at("/editable/common/debug/value")
                            .booleanValue())
                    .isTrue();
            for (var release : List.of(2, 4)) {
                assertThat(server.get(CLUSTER + "/attributes?release_id=" + release)
                                .body()
                                .at("/editable/common/debug/value")
                                .booleanValue())
                        .as("release %d", release)
                        .isTrue();
            }
            assertThat(versions.changed(1)).isEmpty();
            assertThat(server.put(
                                    CLUSTER + "/attributes",
                                    server.get(CLUSTER + "/attributes").body())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aChangeThatOneVersionCanNotHaveIsRefused() {
        var database = migrated();
        new JdbcTemplate(database)
                .update("update releases set attributes_metadata = replace(attributes_metadata, '\"nova_quota\"', "
                        + "'\"quota\"') where id = 4");
        NailgunDatabase.nailgun(database).versions().prepare(1, NEXT, List.of());
        var before = NailgunDatabase.contents(database);
        try (var server = new NailgunServer(database)) {
            assertThat(server.put(
                            CLUSTER + "/attributes",
                            Map.of("editable", Map.of("common", Map.of("nova_quota", Map.of("value", true))))))
                    .satisfies(refused -> {
                        assertThat(refused.status()).isEqualTo(409);
                        assertThat(refused.message())
                                .isEqualTo(
                                        "Cluster 1 has settings for release 4 as well, where these do not exist, or not"
                                                + " with such values: common.nova_quota. Nothing was changed.");
                    });
            assertThat(server.put(
                                    CLUSTER + "/attributes",
                                    Map.of("editable", Map.of("common", Map.of("debug", Map.of("value", "yes")))))
                            .status())
                    .isEqualTo(400);
            assertThat(server.put(CLUSTER + "/attributes", Map.of("other", 1)).status())
                    .isEqualTo(400);
            assertThat(server.put("/api/v1/clusters/99/attributes", Map.of("editable", Map.of()))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void aChangeThatANailgunBesideMadeInOneVersionStopsTheSwitchUntilItIsPreparedAgain() {
        var database = migrated();
        var jdbc = new JdbcTemplate(database);
        var versions = NailgunDatabase.nailgun(database).versions();
        versions.prepare(1, NEXT, List.of());
        versions.begin(1);
        jdbc.update("update attributes set editable = replace(editable, 'ops@example.com', 'dev@example.com')");
        assertThat(versions.changed(1)).containsExactly("setting access.email");
        assertThatThrownBy(() -> versions.switchOver(1))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "Settings of cluster 1 were changed in the version of release 2 alone: setting access.email."
                                + " Change them back, or prepare release 4 again.");
        versions.cancel(1);
        versions.prepare(1, NEXT, List.of());
        versions.begin(1);
        versions.switchOver(1);
        assertThat(json(database, "select editable from attributes")
                        .at("/access/email/value")
                        .textValue())
                .isEqualTo("dev@example.com");
        jdbc.update("update network_groups set vlan_start = 301 where name = 'management'");
        assertThat(versions.goBack(1)).containsExactly("network default/management");
        assertThat(jdbc.queryForObject(
                        "select vlan_start from network_groups where name = 'management'", Integer.class))
                .isEqualTo(101);
        versions.switchOver(1);
        assertThat(jdbc.queryForObject(
                        "select vlan_start from network_groups where name = 'management'", Integer.class))
                .isEqualTo(301);
    }

    @Test
    void bothVersionsAreKeptUntilTheUpgradeIsClosed() {
        var database = migrated();
        var jdbc = new JdbcTemplate(database);
        var nailgun = NailgunDatabase.nailgun(database);
        var versions = nailgun.versions();
        versions.prepare(1, NEXT, List.of());
        assertThatThrownBy(() -> versions.switchOver(1)).hasMessage("The upgrade of cluster 1 has not begun.");
        versions.begin(1);
        assertThatThrownBy(() -> versions.close(1)).hasMessage("Cluster 1 has not gone over to release 4.");
        versions.switchOver(1);
        assertThatThrownBy(() -> versions.close(1))
                .hasMessageStartingWith("Nodes of cluster 1 do not have release 4: node-1 (1), node-2 (2)");
        assertThat(jdbc.queryForList("select release_id from octane_cluster_settings order by 1", Integer.class))
                .containsExactly(2, 4);
        try (var server = new NailgunServer(database)) {
            assertThat(server.call("DELETE", "/api/v1/releases/2", null).status())
                    .isEqualTo(409);
        }
        versions.move(nailgun.moves().nodes(1).stream().map(node -> node.id()).toList(), NEXT);
        versions.close(1);
        versions.close(1);
        assertThat(versions.of(1)).isEmpty();
        assertThat(nailgun.seeds().cluster(1)).satisfies(cluster -> {
            assertThat(cluster.release()).isEqualTo(4);
            assertThat(cluster.status()).isEqualTo("operational");
        });
        assertThat(jdbc.queryForObject("select count(*) from nodes where release_id is not null", Integer.class))
                .isZero();
    }

    @Test
    void aCallThatIsCutOffLeavesEitherVersionWhole() {
        var database = migrated();
        var watched = new WatchedDataSource(database);
        var versions = NailgunDatabase.nailgun(watched).versions();
        versions.prepare(1, NEXT, List.of());
        versions.withdraw(1);
        cutOff(watched, database, () -> versions.prepare(1, NEXT, List.of()), () -> versions.withdraw(1));
        versions.prepare(1, NEXT, List.of());
        versions.begin(1);
        cutOff(watched, database, () -> versions.switchOver(1), () -> versions.goBack(1));
        versions.switchOver(1);
        cutOff(watched, database, () -> versions.goBack(1), () -> versions.switchOver(1));
    }

    /** Before each statement in turn, until the call comes to its end; that is taken back. */
    private static void cutOff(WatchedDataSource watched, DataSource database, Runnable call, Runnable back) {
        call.run();
        back.run();
        watched.sent();
        call.run();
        var statements = watched.sent().size();
        back.run();
        var before = NailgunDatabase.contents(database);
        assertThat(statements).isGreaterThan(10);
        for (var n = 1; n <= statements; n++) {
            var left = new ArrayList<>(Collections.nCopies(n, ""));
            watched.watch((connection, sql) -> {
                left.remove(left.size() - 1);
                if (left.isEmpty()) {
                    var pid =
                            connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
                    new JdbcTemplate(database)
                            .queryForObject("select pg_terminate_backend(" + pid + ")", Boolean.class);
                    watched.watch((other, text) -> {});
                }
            });
            assertThatThrownBy(call::run).as("statement %d", n).isInstanceOf(RuntimeException.class);
            assertThat(NailgunDatabase.contents(database)).as("statement %d", n).isEqualTo(before);
        }
    }

    private static void refused(
            NailgunServer server, DataSource database, int cluster, Object release, int status, String message) {
        var before = NailgunDatabase.contents(database);
        var body = new HashMap<String, Object>();
        body.put("pending_release_id", release);
        var answer = server.put("/api/v1/clusters/" + cluster, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (message != null) {
            assertThat(answer.message()).isEqualTo(message);
        }
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    private static String releases(NailgunServer server, int id) {
        var node = server.get("/api/v1/nodes/" + id).body();
        return node.get("release_id") + " " + node.get("pending_release_id") + " "
                + node.get("status").textValue();
    }

    private static DataSource migrated() {
        var database = NailgunDatabase.sample();
        NailgunSchema.migrate(database);
        return database;
    }

    private static DataSource migrated(String cloud) {
        var database = NailgunDatabase.cloud(cloud);
        NailgunSchema.migrate(database);
        return database;
    }

    /** All but Octane's own. */
    private static Set<String> nailgunsRows(DataSource database) {
        var rows = new TreeSet<>(NailgunDatabase.contents(database));
        rows.removeIf(row -> row.startsWith("octane_"));
        return rows;
    }

    /** Tells only what differs. */
    private static void same(Set<String> rows, Set<String> before) {
        var differences = new TreeSet<String>();
        rows.stream().filter(row -> !before.contains(row)).forEach(row -> differences.add("now " + row));
        before.stream().filter(row -> !rows.contains(row)).forEach(row -> differences.add("before " + row));
        assertThat(differences).isEmpty();
    }

    /** Passwords are generated anew for each cluster that has none. */
    private static JsonNode withoutGenerated(JsonNode editable, JsonNode release) {
        release.path("editable")
                .properties()
                .forEach(section -> section.getValue().properties().forEach(setting -> {
                    if (setting.getValue().path("value").has("generator")
                            && editable.path(section.getKey()).path(setting.getKey()) instanceof ObjectNode generated) {
                        generated.remove("value");
                    }
                }));
        return editable;
    }

    private static String stored(String column, int release) {
        return "select %s from octane_cluster_settings where cluster_id = 1 and release_id = %d"
                .formatted(column, release);
    }

    private static JsonNode json(DataSource database, String query) {
        return Json.read(new JdbcTemplate(database).queryForObject(query, String.class));
    }

    private static List<String> names(JsonNode vips) {
        var names = new ArrayList<String>();
        vips.forEach(vip -> names.add(vip.path("ip_addr").asText() + " "
                + vip.path(vip.has("vip_name") ? "vip_name" : "vip_type").asText()));
        return names;
    }

    private static Map<String, JsonNode> metas(JsonNode networks) {
        var metas = new HashMap<String, JsonNode>();
        networks.forEach(network -> metas.put(
                network.get("name").asText(), Json.read(network.get("meta").textValue())));
        return metas;
    }
}
