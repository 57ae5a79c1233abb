package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that has nodes of other roles too, and that is upgraded in place once more when that is closed. */
@Tag("soak")
class InPlaceAgainTest {

    private static final int LATER = 6;
    private static final String LATER_VERSION = "2015.1.1-7.0";

    private RunningServer server;

    @Test
    void nodesOfAllRolesKeepTheirDataThroughTwoUpgrades(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        try (var running = RunningServer.start(folder, "--speed", "100")) {
            server = running;
            var cloud = CloudInPlace.of(server);
            joins(10, "cinder", "cinder");
            joins(11, "base-os", "data");
            cloud.prepare();
            upgraded(cloud, "2015.1.0-7.0", 4);
            laterRelease();
            var chosen = server.api().send("PUT", "/api/v1/clusters/1/", "{\"pending_release_id\": " + LATER + "}");
            assertThat(chosen.status()).as(chosen.body()).isEqualTo(200);
            upgraded(cloud, LATER_VERSION, LATER);
        }
    }

    private void upgraded(CloudInPlace cloud, String version, int release) throws IOException {
        var upgrade = cloud.ended(cloud.start());
        assertThat(upgrade.path("status").asText())
                .as(upgrade + "\n" + server.api().get("/dead-letters").body())
                .isEqualTo("succeeded");
        cloud.hasEveryRow("1@" + version);
        cloud.hasItsOsds();
        cloud.runsItsVms();
        cloud.answers(version);
        for (int node = 1; node <= 11; node++) {
            assertThat(server.cloud().lines(server.cloud().root("" + node).resolve("etc/astute.yaml")))
                    .as("node " + node)
                    .contains("openstack_version: " + version);
        }
        assertThat(kept(10, "cinder")).isEqualTo("what tenants have");
        assertThat(kept(11, "data")).isEqualTo("what tenants have");
        var sql = server.database().sql();
        assertThat(sql.queryForList("SELECT status || ' ' || release_id FROM clusters", String.class))
                .containsExactly("operational " + release);
        assertThat(sql.queryForList(
                        "SELECT id FROM nodes WHERE cluster_id = 1 AND (status <> 'ready' OR pending_release_id IS NOT NULL)",
                        Integer.class))
                .isEmpty();
    }

    /** A node that was deployed long ago, with data on a volume of its own; its disks are those of a compute. */
    private void joins(int node, String role, String volume) throws IOException {
        var sql = server.database().sql();
        sql.update(
                "UPDATE nodes SET cluster_id = 1, group_id = 1, status = 'ready', progress = 100, roles = ARRAY[?] WHERE id = ?",
                role,
                node);
        sql.update(
                "INSERT INTO net_nic_assignments (network_id, interface_id)"
                        + " SELECT a.network_id, own.id FROM net_nic_assignments a"
                        + " JOIN node_nic_interfaces i ON i.id = a.interface_id AND i.node_id = 4"
                        + " JOIN node_nic_interfaces own ON own.name = i.name AND own.node_id = ?",
                node);
        sql.update("UPDATE node_nic_interfaces SET pxe = (name = 'eth0') WHERE node_id = ?", node);
        sql.update(
                "UPDATE volume_manager_node_volumes v SET volumes = replace(replace(o.volumes, '\"vm\"', '\"' || ? || '\"'),"
                        + " '/var/lib/nova', '/srv') FROM volume_manager_node_volumes o WHERE o.node_id = 4 AND v.node_id = ?",
                volume,
                node);
        for (var disk : List.of("sda", "sdb", "sdc")) {
            var file = partition(node, disk, volume);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "1 wipe\nwhat tenants have");
        }
    }

    private String kept(int node, String volume) throws IOException {
        return Files.readString(partition(node, "sdb", volume)).split("\n", 2)[1];
    }

    private Path partition(int node, String disk, String volume) {
        return server.cloud().sim("" + node).resolve("disks").resolve(disk).resolve(volume);
    }

    private void laterRelease() throws Exception {
        var puppet = server.cloud().root("master").resolve("etc/puppet");
        new ProcessBuilder(
                        "cp",
                        "-a",
                        puppet.resolve("2015.1.0-7.0").toString(),
                        puppet.resolve(LATER_VERSION).toString())
                .inheritIO()
                .start()
                .waitFor();
        var sql = server.database().sql();
        var columns = String.join(
                ", ",
                sql.queryForList(
                        "SELECT column_name FROM information_schema.columns WHERE table_name = 'releases'"
                                + " AND column_name NOT IN ('id', 'version', 'name')",
                        String.class));
        sql.update(
                "INSERT INTO releases (id, version, name, " + columns + ") SELECT ?, ?, 'Later Kilo on Ubuntu 14.04', "
                        + columns + " FROM releases WHERE id = 4",
                LATER,
                LATER_VERSION);
    }
}
