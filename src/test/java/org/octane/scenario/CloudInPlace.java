package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sample cloud while it goes to another release in place: what is really so, on nodes, in Nailgun and for its users. */
public record CloudInPlace(Serving server, Before before, SortedMap<String, List<String>> osds) {

    public static final int CURRENT = 2;
    public static final int TARGET = 4;
    public static final String OLD = "1";
    public static final String NEW = "1@2015.1.0-7.0";
    private static final String UPGRADE = "{\"original_cluster_id\": 1, \"strategy\": \"in-place\"}";
    private static final Set<String> LEVELS = Set.of("migrate_version", "alembic_version");
    /** Who runs where, and what services write of themselves. */
    private static final Set<String> REGISTRATIONS = Set.of("services", "agents");

    public static CloudInPlace of(Serving server) {
        return new CloudInPlace(server, Before.of(server.cloud()), osds(server));
    }

    /** As an operator does who wants the release, if nobody has yet. */
    public void prepare() {
        var answer = server.api().send("PUT", "/api/v1/clusters/1/", "{\"pending_release_id\": " + TARGET + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    public long start() {
        return server.api().startUpgrade(UPGRADE);
    }

    public JsonNode ended(long upgrade) {
        return server.api().ended(upgrade, Duration.ofMinutes(20));
    }

    public void isWhole(JsonNode upgrade) {
        assertThat(upgrade.path("status").asText())
                .as(upgrade + "\n" + server.api().get("/dead-letters").body())
                .isEqualTo("succeeded");
        provesWhatItDid(upgrade);
        isWhole();
        hasATaskThatSwitchedTheControlPlane();
    }

    /** Whatever its nodes are. */
    public void isWhole() {
        hasEveryRow(NEW);
        hasItsOsds();
        runsItsVms();
        answers("2015.1.0-7.0");
        hasTheNewReleaseInNailgun();
        assertThat(Before.addresses(server.cloud(), before.controllers().toArray(String[]::new)))
                .isEqualTo(before.addresses());
        assertThat(Before.master(server.cloud())).isEqualTo(before.master());
        NothingHeld.in(server);
    }

    private void provesWhatItDid(JsonNode upgrade) {
        assertThat(proofs(upgrade))
                .contains(
                        "while the API was closed 28 addresses of it answered 503",
                        "the OSDs are the same, 0 1 2 3 4 5, and Ceph moves no data",
                        "node-1 node-2 node-3 are a cluster: pacemaker has them online, Galera has 3 members, Ceph has their"
                                + " monitors in quorum",
                        "each of the 5 VMs that ran before and still exist runs",
                        "cluster 1 and all of its nodes have release 2015.1.0-7.0",
                        "the Fuel master's files are byte for byte as before")
                .anyMatch(
                        line -> line.matches(
                                "[1-9][0-9]* rows in 45 tables are on the disk of node-1 as they were counted before it was installed"))
                // Queues of a controller that was installed again in between are new.
                .anyMatch(line -> line.matches(
                        "44 messages were dropped with the old queues, .*: notifications.info 42, notifications.error 2"
                                + "|no message was left in the queues that were dropped"));
    }

    /** Rows only change where the cloud lives on: schema levels, hosts of VMs, registrations of hosts. */
    void hasEveryRow(String environment) {
        var now = server.cloud().rows(environment);
        before.rows().forEach((table, rows) -> {
            var name = table.substring(table.indexOf('/') + 1);
            if (name.equals("instances")) {
                assertThat(withoutHosts(now.get(table))).containsExactlyInAnyOrderElementsOf(withoutHosts(rows));
            } else if (name.equals("networksecuritybindings") && !environment.equals(OLD)) {
                assertThat(now.get(table))
                        .as("each network says whether its ports have security, as neutron since Kilo asks")
                        .containsAll(rows)
                        .hasSameSizeAs(now.get("neutron/networks"));
            } else if (!REGISTRATIONS.contains(name) && !LEVELS.contains(name)) {
                assertThat(now.get(table)).as(table).containsExactlyInAnyOrderElementsOf(rows);
            }
        });
    }

    void hasItsOsds() {
        assertThat(osds(server)).isEqualTo(osds);
        // Monitors that no OSD reports to are new with their controllers.
        if (osds.isEmpty()) {
            return;
        }
        for (var node : before.controllers()) {
            assertThat(server.cloud().lines(server.cloud().monitor(node).resolve("cluster_uuid")))
                    .containsExactly(before.fsid());
        }
        assertThat(server.cloud().world().resolve("cloud/rebalanced")).doesNotExist();
    }

    void runsItsVms() {
        var now = server.cloud().vms();
        before.vms().forEach((vm, state) -> {
            if (state.startsWith("running")) {
                assertThat(now.get(vm)).as(vm).startsWith("running");
            } else {
                assertThat(now).as("one that was stopped stays as it was").containsEntry(vm, state);
            }
        });
    }

    void answers(String release) {
        var world = new Api(server.world().getProperty("api.url"));
        for (var vip : List.of("172.16.0.2", "192.168.0.1")) {
            var answer = world.send("GET", "/api/" + vip, null);
            assertThat(answer.status()).as(vip).isEqualTo(200);
            assertThat(answer.body()).contains(release);
        }
        assertThat(server.cloud().world().resolve("cloud/conflicts")).doesNotExist();
    }

    /** Of its own, beside that of the whole upgrade, and carried out by Astute. */
    private void hasATaskThatSwitchedTheControlPlane() {
        var said = server.database()
                .sql()
                .queryForList(
                        "SELECT name || ' ' || status || ' ' || progress || ' ' || message FROM tasks WHERE parent_id IS NULL"
                                + " AND message LIKE 'Switch of the control plane%' ORDER BY id",
                        String.class);
        assertThat(said)
                .last()
                .isEqualTo("deployment ready 100 Switch of the control plane of environment 'sample' is done. ");
        assertThat(server.cloud().journal("2"))
                .anyMatch(
                        line -> line.matches(".*shell .*/var/lib/octane/cluster-1/upgrade-\\d+/tasks/cut-original.sh"));
    }

    private void hasTheNewReleaseInNailgun() {
        var sql = server.database().sql();
        assertThat(sql.queryForList("SELECT status || ' ' || release_id FROM clusters", String.class))
                .containsExactly("operational " + TARGET);
        assertThat(sql.queryForList(
                        "SELECT id || ' ' || status FROM nodes WHERE cluster_id = 1 AND release_id IS NULL"
                                + " AND pending_release_id IS NULL ORDER BY id",
                        String.class))
                .containsExactlyElementsOf(members().map(id -> id + " ready").toList());
        assertThat(sql.queryForObject("SELECT count(*) FROM octane_cluster_settings", Integer.class))
                .isZero();
        facts().forEach((node, release) ->
                assertThat(release).as("node " + node).isEqualTo("2015.1.0-7.0"));
    }

    /** The cloud has the release of before, and the data of when the API was closed. */
    void isBack() {
        answers("2014.2.2-6.1");
        hasEveryRow(OLD);
        hasItsOsds();
        runsItsVms();
        assertThat(server.cloud().names(server.cloud().world().resolve("cloud/env/1/controllers")))
                .containsExactly("1", "2", "3");
        facts().forEach((node, release) ->
                assertThat(release).as("node " + node).isEqualTo("2014.2.2-6.1"));
        var sql = server.database().sql();
        assertThat(sql.queryForList(
                        "SELECT status || ' ' || release_id || ' ' || pending_release_id FROM clusters", String.class))
                .containsExactly("operational " + CURRENT + " " + TARGET);
        assertThat(sql.queryForList(
                        "SELECT id FROM nodes WHERE cluster_id = 1 AND (status <> 'ready' OR release_id IS NOT NULL)",
                        Integer.class))
                .isEmpty();
        assertThat(sql.queryForList("SELECT volumes FROM volume_manager_node_volumes", String.class))
                .noneMatch(volumes -> volumes.contains("\"keep_data\": true"));
    }

    /** The release that each node was deployed with, by its own facts. */
    Map<String, String> facts() {
        var facts = new TreeMap<String, String>();
        members()
                .forEach(name -> facts.put(
                        name,
                        server.cloud().lines(server.cloud().root(name).resolve("etc/astute.yaml")).stream()
                                .filter(line -> line.startsWith("openstack_version: "))
                                .map(line -> line.substring("openstack_version: ".length()))
                                .findFirst()
                                .orElse("none")));
        return facts;
    }

    /** How often each node was installed since the beginning. */
    long installations(String node) {
        return before.installations(server.cloud(), node);
    }

    private Stream<String> members() {
        return Stream.concat(before.controllers().stream(), before.others().stream());
    }

    /** A node that is erased twice would have lost what was kept the first time. */
    public void installedEachNodeOnce() {
        members().forEach(node -> assertThat(installations(node))
                .as("installations of node " + node)
                .isEqualTo(1));
    }

    static List<String> proofs(JsonNode upgrade) {
        return upgrade.path("proof")
                .valueStream()
                .map(JsonNode::asText)
                .map(String::strip)
                .toList();
    }

    private static SortedMap<String, List<String>> osds(Serving server) {
        var found = new TreeMap<String, List<String>>();
        for (var node : server.cloud().nodes()) {
            var disks = server.cloud().sim(node).resolve("disks");
            server.cloud()
                    .files(disks, path -> path.endsWith("ceph"))
                    .forEach(disk -> found.put(
                            node + " " + disks.relativize(disk),
                            server.cloud().lines(disk).stream().skip(1).toList()));
        }
        return found;
    }

    private static List<String> withoutHosts(List<String> instances) {
        var rows = new ArrayList<>(Stream.ofNullable(instances)
                .flatMap(List::stream)
                .map(row -> row.replaceAll("'node-\\d+'", "HOST"))
                .toList());
        Collections.sort(rows);
        return rows;
    }
}
