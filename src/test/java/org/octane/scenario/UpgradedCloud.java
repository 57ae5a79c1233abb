package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What has to be true of the cloud once it was upgraded, whatever happened on the way. Seen in the world, not told by Octane. */
public record UpgradedCloud(Before before, Serving server) {

    private static final Set<String> LEVELS = Set.of("migrate_version", "alembic_version");
    /** Who runs where; what a host that is gone had registered is deleted at the end. */
    private static final Set<String> REGISTRATIONS = Set.of("services", "agents");

    public void isWhole(JsonNode upgrade) {
        assertThat(upgrade.path("status").asText()).as(upgrade.toString()).isEqualTo("succeeded");
        provesWhatItDid(upgrade);
        isWhole();
    }

    /** Whatever its nodes are. */
    public void isWhole() {
        hasEveryRow();
        // Monitors that no OSD reports to stay with their controllers.
        if (!before.osds().isEmpty()) {
            isTheSameCeph();
        }
        answersFromTheSeed();
        keepsItsAddresses();
        runsItsVms();
        belongsToTheSeed();
        leavesTheFuelMasterAsItWas();
        NothingHeld.in(server);
    }

    void provesWhatItDid(JsonNode upgrade) {
        var proof = StreamSupport.stream(upgrade.path("proof").spliterator(), false)
                .map(JsonNode::asText)
                .map(String::strip)
                .toList();
        assertThat(proof).doesNotHaveDuplicates().anySatisfy(line -> assertThat(line)
                .matches("[1-9][0-9]* rows copied \\(keystone .*\\), equal by rows and checksum in every table"));
        assertThat(proof)
                .contains(
                        "each edit of the Fuel master's puppet modules occurs exactly once in its file",
                        "the seed has the original's settings, networks and roles",
                        "while the API was closed 28 addresses of it answered 503",
                        "the OSDs are the same, 0 1 2 3 4 5, and Ceph moves no data",
                        "Ceph is the same cluster " + before.fsid()
                                + ", its monitors node-10 node-11 node-12 in quorum",
                        "node-10 answers on 192.168.0.3, an address of the original's controllers",
                        "all computes are up in nova of 2015.1.0-7.0: node-4 node-5 node-6",
                        "Ceph's flag noout is removed again",
                        "each of the 5 VMs that ran before and still exist runs",
                        "nova-compute is up on 3 computes",
                        "the Fuel master's files are byte for byte as before");
    }

    /** Its number is the next one of a sequence, and a clone that was cut short has used one up. */
    private int seed() {
        return server.database()
                .sql()
                .queryForObject(
                        "SELECT seed_cluster_id FROM octane.closed_relation ORDER BY closed_at DESC LIMIT 1",
                        Integer.class);
    }

    private List<String> seedControllers() {
        var controllers = server.cloud().controllers(seed());
        assertThat(controllers).hasSameSizeAs(before.controllers());
        return controllers;
    }

    /** Rows only change where the cloud lives on: schema levels, the host of a VM, registrations of hosts. */
    void hasEveryRow() {
        var now = server.cloud().rows(seed());
        before.rows().forEach((table, rows) -> {
            var name = table.substring(table.indexOf('/') + 1);
            if (name.equals("instances")) {
                assertThat(withoutHosts(now.get(table))).containsExactlyInAnyOrderElementsOf(withoutHosts(rows));
            } else if (REGISTRATIONS.contains(name)) {
                assertThat(now.get(table)).as(table).containsAll(ofOthersThanOriginalControllers(table, rows));
            } else if (name.equals("networksecuritybindings")) {
                assertThat(now.get(table))
                        .as("each network says whether its ports have security, as neutron since Kilo asks")
                        .containsAll(rows)
                        .hasSameSizeAs(now.get("neutron/networks"));
            } else if (!LEVELS.contains(name)) {
                assertThat(now.get(table)).as(table).containsExactlyInAnyOrderElementsOf(rows);
            }
        });
        assertThat(now.get("nova/migrate_version").get(0)).contains(",280)");
    }

    void isTheSameCeph() {
        var cloud = server.cloud();
        for (var node : seedControllers()) {
            assertThat(cloud.lines(cloud.monitor(node).resolve("cluster_uuid"))).containsExactly(before.fsid());
            assertThat(cloud.lines(cloud.monitor(node).resolve("osds"))).isEqualTo(before.osds());
            assertThat(String.join(",", cloud.lines(cloud.monitor(node).resolve("flags"))))
                    .doesNotContain("noout");
        }
        for (var osd : before.osds()) {
            var words = osd.split(" ");
            var node = words[2].substring("node-".length());
            assertThat(cloud.lines(cloud.sim(node).resolve("services/ceph-osd@" + words[0])))
                    .as("osd." + words[0])
                    .anyMatch(line -> line.contains(" running "));
            assertThat(cloud.files(cloud.sim(node).resolve("disks"), path -> path.endsWith("ceph")))
                    .anySatisfy(disk -> assertThat(cloud.lines(disk))
                            .contains("osd " + words[0] + " " + words[1] + " " + before.fsid()));
        }
        assertThat(cloud.world().resolve("cloud/rebalanced")).doesNotExist();
    }

    void answersFromTheSeed() {
        var world = new Api(server.world().getProperty("api.url"));
        for (var vip : List.of("172.16.0.2", "192.168.0.1")) {
            var answer = world.send("GET", "/api/" + vip, null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("2015.1.0-7.0").containsPattern("node-1[012]\"");
            assertThat(server.cloud().lines(server.cloud().world().resolve("cloud/api/" + vip)))
                    .as("no proxy is closed for maintenance")
                    .hasSizeGreaterThan(10)
                    .allMatch(line -> line.split(" ")[0].equals("200") || line.split(" ")[1].equals("200"));
        }
        assertThat(server.cloud().world().resolve("cloud/conflicts")).doesNotExist();
    }

    void keepsItsAddresses() {
        var controllers = seedControllers();
        assertThat(Before.addresses(server.cloud(), controllers.toArray(String[]::new)))
                .isEqualTo(before.addresses());
        assertThat(server.database()
                        .sql()
                        .queryForList(
                                "SELECT DISTINCT i.ip_addr FROM ip_addrs i JOIN nodes n ON n.id = i.node"
                                        + " JOIN network_groups g ON g.id = i.network WHERE n.id IN (10, 11, 12)"
                                        + " AND g.name IN ('public', 'management') ORDER BY 1",
                                String.class))
                .containsExactlyInAnyOrderElementsOf(before.addresses());
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
        assertThat(now).hasSameSizeAs(before.vms());
    }

    void belongsToTheSeed() {
        var nodes = server.database()
                .sql()
                .queryForList(
                        "SELECT id || ' ' || status FROM nodes WHERE cluster_id = ? AND pending_addition = false"
                                + " AND pending_deletion = false",
                        String.class,
                        seed());
        var expected = new ArrayList<String>();
        List.of(seedControllers(), before.others())
                .forEach(group -> group.forEach(node -> expected.add(node + " ready")));
        assertThat(nodes).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(server.database().text("public.upgrade_relation")).isEmpty();
        assertThat(server.api()
                        .get("/clusters/" + seed())
                        .json()
                        .path("original_cluster_id")
                        .asInt())
                .isOne();
    }

    void leavesTheFuelMasterAsItWas() {
        var cloud = server.cloud();
        var master = Before.master(cloud);
        // The seed's nodes were deployed with them.
        var keys = "var/lib/fuel/keys/" + seed() + "/";
        assertThat(master.keySet().removeIf(file -> file.startsWith(keys)))
                .as("the seed's keys stay")
                .isTrue();
        assertThat(master).isEqualTo(before.master());
        assertThat(cloud.names(cloud.world().resolve("cloud/migrations")))
                .as("what a compute still carries out")
                .isEmpty();
    }

    /** What would do harm a second time was done once, and once it was: by what the nodes and Astute wrote down. */
    public void nothingWasDoneTwice() {
        var deeds = Deeds.since(before, server.cloud());
        assertThat(deeds.twice()).isEmpty();
        assertThat(deeds.tasks()).as("what Astute had in hand").hasSizeGreaterThan(4);
        assertThat(deeds.restores()).isPositive();
        var seed = seedControllers();
        for (var node : server.cloud().nodes()) {
            int wanted = before.others().contains(node) || seed.contains(node) ? 1 : 0;
            assertThat(deeds.of(node, "provision-node"))
                    .as("installations of node " + node)
                    .isEqualTo(wanted);
            // Astute may have died in the middle of one.
            assertThat(deeds.of(node, "deploy-node") > 0)
                    .as("node " + node + " was deployed")
                    .isEqualTo(wanted == 1);
        }
        before.vms().forEach((vm, state) -> assertThat(deeds.migrationsOf(vm) > 0)
                .as("live migration of " + vm)
                .isEqualTo(state.startsWith("running")));
    }

    private static List<String> withoutHosts(List<String> instances) {
        var rows = new ArrayList<>(instances.stream()
                .map(row -> row.replaceAll("'node-\\d+'", "HOST"))
                .toList());
        Collections.sort(rows);
        return rows;
    }

    /** nova's and neutron's are deleted with their hosts; cinder's stay, nothing in Kilo deletes them. */
    private static List<String> ofOthersThanOriginalControllers(String table, List<String> rows) {
        return rows.stream()
                .filter(row -> table.startsWith("cinder/") || !row.matches(".*'node-[123]'.*"))
                .toList();
    }
}
