package org.octane.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.octane.plan.Budget;
import org.octane.plan.Finding;
import org.octane.plan.Finding.Result;
import org.octane.plan.Holds;
import org.octane.plan.PerRole;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.plan.Windows;
import org.octane.plan.catalogue.AtOnce;
import org.octane.world.TestWorld;

/** Every check on the sample cloud, which passes them all, and on one that something is wrong with. */
@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightTest {

    /** What only a cluster is looked at for that goes to another release in place. */
    private static final List<String> IN_PLACE =
            List.of("plugins", "others-at-work", "controllers", "kept-partitions", "room-on-root");

    private final TestWorld world;

    private PreflightFixture preflight;

    PreflightTest(TestWorld world) {
        this.world = world;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        preflight = PreflightFixture.on(world, folder);
    }

    @AfterAll
    void end() {
        preflight.close();
    }

    @Test
    void theSampleCloudPassesEveryCheck() {
        var findings = preflight.of(preflight.cloud(), PreflightFixture.everything());

        assertThat(findings).allSatisfy(finding -> assertThat(finding.result())
                .as(finding.toString())
                .isEqualTo(IN_PLACE.contains(finding.check()) ? Result.NOT_APPLICABLE : Result.PASSED));
        assertThat(findings.stream().map(Finding::check))
                .containsExactly(
                        "nailgun-rows",
                        "release",
                        "deployment-tasks",
                        "data-migrations",
                        "running-tasks",
                        "plugins",
                        "others-at-work",
                        "staying-nodes",
                        "roles",
                        "host-names",
                        "controller-roles",
                        "network-template",
                        "storage",
                        "data-volumes",
                        "cluster-status",
                        "controllers",
                        "kept-partitions",
                        "node-status",
                        "nodes-online",
                        "spare-servers",
                        "spare-disks",
                        "ssh",
                        "host-keys",
                        "own-broker",
                        "astute-broker",
                        "probed-targets",
                        "versions",
                        "room-on-master",
                        "room-on-original",
                        "room-on-root",
                        "room-on-seed",
                        "ceph-health",
                        "ceph-pools",
                        "other-databases",
                        "instances-in-error",
                        "unmovable-instances",
                        "last-compute",
                        "evacuation-memory");
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.check()).matches("[a-z]+(-[a-z]+)*");
            assertThat(finding.found()).endsWith(".");
            assertThat(finding.why()).endsWith(".");
            assertThat(finding.remedy()).isEmpty();
        });
    }

    @Test
    void lookingLeavesNoTraceOnAnyNode() throws IOException {
        var before = files();

        preflight.whole();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aStageOfTheFuelMasterAloneNeedsTheMasterAlone() {
        var findings = PreflightFixture.byName(
                preflight.of(preflight.cloud(), PreflightFixture.stages(List.of("cleanup-fuel"))));

        assertThat(findings.values().stream()
                        .filter(finding -> finding.is(Result.PASSED))
                        .map(Finding::check))
                .containsExactlyInAnyOrder("ssh", "host-keys", "own-broker");
        assertThat(findings.get("ssh").found()).isEqualTo("Octane can log in to 1 node.");
        assertThat(findings.values()).noneMatch(finding -> finding.is(Result.FAILED));
    }

    @Test
    void aReleaseWithoutDeploymentTasksFails() {
        var tasks = preflight.sql.queryForObject("SELECT deployment_tasks FROM releases WHERE id = 4", String.class);
        preflight.sql.update("UPDATE releases SET deployment_tasks = '[]' WHERE id = 4");
        try {
            fails("deployment-tasks", "Release .* has no deployment tasks that Octane can read; .*");
        } finally {
            preflight.sql.update("UPDATE releases SET deployment_tasks = ? WHERE id = 4", tasks);
        }
    }

    @Test
    void aCloudOfSevenThatIsToReachEightFailsIfItsVolumesAreNotInCeph() {
        preflight.sql.update("UPDATE releases SET version = '2015.1.0-7.0' WHERE id = 2");
        preflight.sql.update("UPDATE releases SET version = 'liberty-8.0' WHERE id = 4");
        try {
            passes("data-migrations");
            changed(
                    "UPDATE attributes SET editable = jsonb_set(editable::jsonb, '{storage,volumes_ceph,value}', 'false')::text",
                    "UPDATE attributes SET editable = jsonb_set(editable::jsonb, '{storage,volumes_ceph,value}', 'true')::text",
                    "data-migrations",
                    "Volumes of 2015\\.1\\.0-7\\.0 that are not in Ceph have hosts that cinder of liberty-8\\.0 doesn't know, .*");
        } finally {
            preflight.sql.update("UPDATE releases SET version = '2015.1.0-7.0' WHERE id = 4");
            preflight.sql.update("UPDATE releases SET version = '2014.2.2-6.1' WHERE id = 2");
        }
    }

    @Test
    void aTaskThatCannotBeCastFailsWithItsNameAndTheReason() {
        var tasks = "[{\"id\": \"lma\", \"type\": \"shell\", \"role\": \"*\", \"required_for\": [\"deploy_start\"],"
                + " \"condition\": \"settings:lma.nothing.value == true\", \"parameters\": {}}]";
        preflight.sql.update(
                "INSERT INTO plugins (id, name, title, version, package_version, releases, deployment_tasks) VALUES"
                        + " (1, 'lma', 'LMA', '1.0.0', '3.0.0', ?, ?), (2, 'quiet', 'Quiet', '1.0.0', '3.0.0', '[]', '[]'),"
                        + " (3, 'off', 'Off', '1.0.0', '3.0.0', '[]', '[{\"id\": \"off\", \"requires\": [\"nowhere\"]}]')",
                "[{\"os\": \"ubuntu\", \"version\": \"2015.1.0-7.0\"}, {\"os\": \"ubuntu\", \"version\": \"liberty-8.0\"}]",
                tasks);
        preflight.sql.update("INSERT INTO cluster_plugins (plugin_id, cluster_id) VALUES (1, 1), (2, 1), (3, 1)");
        var editable =
                preflight.sql.queryForObject("SELECT editable FROM attributes WHERE cluster_id = 1", String.class);
        preflight.sql.update(
                "UPDATE attributes SET editable = ? WHERE cluster_id = 1",
                editable.replaceFirst("\\{", "{\"off\": {\"metadata\": {\"plugin_id\": 3, \"enabled\": false}},"));
        try {
            fails(
                    "deployment-tasks",
                    "The condition of deployment task lma can't be evaluated: settings:lma.nothing.value is not known\\.");
        } finally {
            preflight.sql.update("UPDATE attributes SET editable = ? WHERE cluster_id = 1", editable);
            preflight.sql.update("DELETE FROM plugins");
        }
    }

    @Test
    void tasksThatAPluginKeepsOnTheFuelMasterAreLookedAt() throws IOException {
        preflight.sql.update(
                "INSERT INTO plugins (id, name, title, version, package_version, releases, tasks, deployment_tasks) VALUES"
                        + " (1, 'keeper', 'Keeper', '1.2.0', '2.0.0', ?, '[]', '[]')",
                "[{\"os\": \"ubuntu\", \"version\": \"2015.1.0-7.0\"}, {\"os\": \"ubuntu\", \"version\": \"liberty-8.0\"}]");
        preflight.sql.update("INSERT INTO cluster_plugins (plugin_id, cluster_id) VALUES (1, 1)");
        var folder = preflight.world().resolve("nodes/master/root/var/www/nailgun/plugins/keeper-1.2");
        var tasks = folder.resolve("tasks.yaml");
        try {
            fails(
                    "deployment-tasks",
                    ".*[Pp]lugin keeper-1.2 is enabled, but the Fuel master has no folder"
                            + " /var/www/nailgun/plugins/keeper-1.2.*");

            Files.createDirectories(folder);
            passes("deployment-tasks");

            Files.writeString(tasks, "- {role: '*', stage: pre_deployment, type: shell, parameters: {cmd: ./keep}}\n");
            fails("deployment-tasks", "Plugin keeper-1.2.0: A task of type shell has no parameter timeout\\.");

            Files.writeString(
                    tasks,
                    "- {role: '*', stage: pre_deployment, type: shell, parameters: {cmd: ./keep, timeout: 60}}\n");
            passes("deployment-tasks");

            Files.writeString(tasks, "- {role: '*', stage: pre_deployment, type: dance, parameters: {}}\n");
            fails("deployment-tasks", "Plugin keeper-1.2.0: A task of type dance is not known in this form\\.");

            Files.writeString(tasks, "no list\n");
            fails("deployment-tasks", "The tasks of the plugin in folder keeper-1.2 are no list.*");
        } finally {
            Files.deleteIfExists(tasks);
            Files.deleteIfExists(folder);
            preflight.sql.update("DELETE FROM plugins");
        }
    }

    @Test
    void aTaskThatRunsFails() {
        preflight.sql.update("INSERT INTO tasks (cluster_id, uuid, name, status, progress, cache, result, weight)"
                + " VALUES (1, 'preflight', 'deploy', 'running', 5, '{}', '{}', 1)");
        try {
            fails("running-tasks", "Nailgun has tasks that have not ended: task \\d+ deploy of cluster 1, running\\.");
        } finally {
            preflight.sql.update("DELETE FROM tasks WHERE uuid = 'preflight'");
        }
    }

    @Test
    void aClusterInErrorFails() {
        changed(
                "UPDATE clusters SET status = 'error' WHERE id = 1",
                "UPDATE clusters SET status = 'operational' WHERE id = 1",
                "cluster-status",
                "Cluster 1 is in status error, not operational\\.");
    }

    @Test
    void aNodeInErrorFails() {
        changed(
                "UPDATE nodes SET status = 'error' WHERE id = 5",
                "UPDATE nodes SET status = 'ready' WHERE id = 5",
                "node-status",
                "Not every node is ready: node-5 is in status error\\.");
    }

    @Test
    void aNodeThatIsOfflineFails() {
        changed(
                "UPDATE nodes SET online = false WHERE id IN (5, 8)",
                "UPDATE nodes SET online = true WHERE id IN (5, 8)",
                "nodes-online",
                "Nailgun has these nodes as offline: node-5, node-8\\.");
    }

    @Test
    void aNodeThatNoStepConcernsMayBeOffline() {
        preflight.sql.update("UPDATE nodes SET online = false WHERE id = 5");
        try {
            var findings = PreflightFixture.byName(
                    preflight.of(preflight.cloud(), PreflightFixture.stages(List.of("upgrade-env"))));

            assertThat(findings.get("nodes-online").result()).isEqualTo(Result.PASSED);
        } finally {
            preflight.sql.update("UPDATE nodes SET online = true WHERE id = 5");
        }
    }

    @Test
    void aSpareServerThatDoesNotReportFails() {
        changed(
                "UPDATE nodes SET online = false WHERE id = 11",
                "UPDATE nodes SET online = true WHERE id = 11",
                "spare-servers",
                "node-11 is offline\\.");
    }

    @Test
    void aSpareServerWithSmallDisksFails() {
        var volumes = preflight.sql.queryForObject(
                "SELECT volumes FROM volume_manager_node_volumes WHERE node_id = 12", String.class);
        var small = volumes.replaceAll("(\"type\": ?\"disk\"[^\\[\\]{}]*\"size\": ?)\\d+", "$110240")
                .replaceAll("(\"size\": ?)\\d{5,}", "$110240");
        assertThat(small).isNotEqualTo(volumes);
        preflight.sql.update("UPDATE volume_manager_node_volumes SET volumes = ? WHERE node_id = 12", small);
        try {
            fails("spare-disks", "node-12: The server has no free disk of \\d+ MiB for what is on disk .*");
        } finally {
            preflight.sql.update("UPDATE volume_manager_node_volumes SET volumes = ? WHERE node_id = 12", volumes);
        }
    }

    @Test
    void aReleaseThatIsWithdrawnMeanwhileFails() {
        var cloud = preflight.cloud();
        preflight.sql.update("UPDATE releases SET state = 'unavailable' WHERE id = 4");
        try {
            var finding = PreflightFixture.byName(preflight.of(cloud, PreflightFixture.everything()))
                    .get("release");

            assertThat(finding.result()).isEqualTo(Result.FAILED);
            assertThat(finding.found())
                    .isEqualTo("Upgrade to the given release (4) is not possible because this release is deprecated and"
                            + " cannot be installed.");
        } finally {
            preflight.sql.update("UPDATE releases SET state = 'available' WHERE id = 4");
        }
    }

    @Test
    void aLowerReleaseOfTheSeedFails() {
        changed(
                "UPDATE releases SET version = '2014.2.2-6.0.1' WHERE id = 4",
                "UPDATE releases SET version = '2015.1.0-7.0' WHERE id = 4",
                preflight.cloud(),
                "release",
                ".*equal or lower than the release of the original cluster\\.");
    }

    @Test
    void aControllerWithOtherProgramsThanNailgunSaysFails() throws IOException {
        var version = preflight.world().resolve("nodes/2/sim/packages/nova-common");
        var before = Files.readString(version);
        Files.writeString(version, "1:2015.1.1-1~u14.04+mos7\n");
        try {
            fails("versions", "node-2 has nova 2015.1.1, Nailgun says 2014.2.2-6.1\\.");
        } finally {
            Files.writeString(version, before);
        }
    }

    @Test
    void aFullDiskFails() throws IOException {
        for (var node : List.of("master", "1")) {
            Files.writeString(preflight.world().resolve("nodes/" + node + "/sim/free-mib"), "12\n");
        }
        try {
            fails("room-on-master", "12 MiB are free under /var, 2048 are needed\\.");
            fails("room-on-original", "On node-1 dump and archive take \\d+ MiB at most, 12 MiB are free\\.");
        } finally {
            for (var node : List.of("master", "1")) {
                Files.delete(preflight.world().resolve("nodes/" + node + "/sim/free-mib"));
            }
        }
    }

    @Test
    void aCephThatComplainsFails() {
        preflight.command("1", "ceph osd set noscrub");
        try {
            fails("ceph-health", "Ceph says HEALTH_WARN noscrub flag\\(s\\) set\\.");
        } finally {
            preflight.command("1", "ceph osd unset noscrub");
        }
    }

    @Test
    void theFlagThatAnUpgradeSetsItselfIsNoComplaint() {
        preflight.command("1", "ceph osd set noout");
        try {
            assertThat(preflight.whole().get("ceph-health").result()).isEqualTo(Result.PASSED);
        } finally {
            preflight.command("1", "ceph osd unset noout");
        }
    }

    @Test
    void aPoolThatNeedsEveryCopyFails() {
        preflight.command("1", "ceph osd pool set volumes min_size 3");
        try {
            fails(
                    "ceph-pools",
                    "Not every pool would keep its min_size: .*without the OSDs of node-[789] 8 placement groups of"
                            + " pool volumes would be below min_size 3.*");
        } finally {
            preflight.command("1", "ceph osd pool set volumes min_size 1");
        }
    }

    @Test
    void aVmInErrorFails() {
        preflight.command("1", "mysql -e \"UPDATE nova.instances SET vm_state='error' WHERE id=1\"");
        try {
            fails("instances-in-error", "1 VM is in status ERROR: [0-9a-f-]{36} \\(.*\\)\\.");
        } finally {
            preflight.command("1", "mysql -e \"UPDATE nova.instances SET vm_state='active' WHERE id=1\"");
        }
    }

    @Test
    void aBatchOfAllEnabledComputesFails() {
        preflight.command("1", "nova service-disable node-4 nova-compute");
        try {
            fails("last-compute", "No other compute is enabled and up when these are emptied: node-5, node-6\\.");
        } finally {
            preflight.command("1", "nova service-enable node-4 nova-compute");
        }
    }

    @Test
    void aBudgetCountsWhatMayBeSetAsideByThen() {
        var holds = new Holds(
                new PerRole<>(AtOnce.ONE, Map.of()),
                new PerRole<>(null, Map.of()),
                false,
                List.of(),
                false,
                Windows.ALWAYS,
                new PerRole<>(Budget.nodes(1), Map.of()));
        var options = new PlanOptions("side-by-side", List.of(), List.of(), List.of(), true, false, holds);
        assertThat(PreflightFixture.byName(preflight.of(preflight.cloud(), options))
                        .get("last-compute")
                        .result())
                .isEqualTo(Result.PASSED);
        preflight.command("1", "nova service-disable node-4 nova-compute");
        try {
            var finding = PreflightFixture.byName(preflight.of(preflight.cloud(), options))
                    .get("last-compute");
            assertThat(finding.result()).isEqualTo(Result.FAILED);
            assertThat(finding.found())
                    .isEqualTo(
                            "No other compute is enabled and up when these are emptied: node-6, with as many set aside as"
                                    + " may have failed before them (1).");
        } finally {
            preflight.command("1", "nova service-enable node-4 nova-compute");
        }
    }

    @Test
    void computesThatAreFullerThanTheOthersHaveRoomFail() {
        preflight.command("1", "mysql -e \"UPDATE nova.instances SET memory_mb=4096 WHERE id>0\"");
        try {
            fails(
                    "evacuation-memory",
                    "What runs on node-5, node-6 takes \\d+ MiB, the other computes have \\d+ MiB free\\.");
        } finally {
            preflight.command("1", "mysql -e \"UPDATE nova.instances SET memory_mb=1024 WHERE id>0\"");
        }
    }

    @Test
    void vmsThatAreStoppedNeedNoMemoryElsewhere() {
        var options = new PlanOptions("side-by-side", List.of(), List.of(), List.of(), null, false, false);

        var findings = PreflightFixture.byName(preflight.of(preflight.cloud(), options));

        assertThat(findings.get("evacuation-memory").result()).isEqualTo(Result.NOT_APPLICABLE);
        assertThat(findings.get("last-compute").result()).isEqualTo(Result.PASSED);
    }

    @Test
    void aNodeThatIsAwayAndOneThatWasReplacedFail(@TempDir Path other) throws IOException {
        preflight.whole();
        var key = preflight.sql.queryForObject("SELECT key FROM octane.host_key WHERE node = 6", String.class);
        preflight.sql.update(
                "UPDATE octane.host_key SET key = (SELECT key FROM octane.host_key WHERE node = 7) WHERE node = 6");
        try (var fresh = new PreflightFixture(world, other, Map.of("5", "127.0.0.1:1"), "/amq/queue/")) {
            var findings = fresh.whole();

            assertThat(findings.get("ssh").result()).isEqualTo(Result.FAILED);
            assertThat(findings.get("ssh").found())
                    .startsWith("Octane can't log in to 1 of 10 nodes: Node 5 cannot be reached over SSH: ");
            assertThat(findings.get("host-keys").result()).isEqualTo(Result.FAILED);
            assertThat(findings.get("host-keys").found())
                    .startsWith("Another host key than the pinned one is shown by 1 node: Node 6 ");
            assertThat(findings.get("host-keys").remedy()).isNotEmpty();
        } finally {
            preflight.sql.update("UPDATE octane.host_key SET key = ? WHERE node = 6", key);
        }
    }

    @Test
    void whereNoNodeAnswersNoHostKeyIsAsItWas(@TempDir Path other) throws IOException {
        var nowhere = Stream.concat(
                        Stream.of("master"), IntStream.rangeClosed(1, 12).mapToObj(String::valueOf))
                .collect(Collectors.toMap(node -> node, node -> "127.0.0.1:1"));
        try (var fresh = new PreflightFixture(world, other, nowhere, "/amq/queue/")) {
            var found = fresh.whole().get("host-keys");

            assertThat(found.result()).isEqualTo(Result.FAILED);
            assertThat(found.found()).isEqualTo("No node shows a host key.");
        }
    }

    @Test
    void brokersThatDoNotAnswerFail(@TempDir Path other) throws IOException {
        try (var fresh = new PreflightFixture(world, other, Map.of(), "/amq/queue/another-")) {
            fresh.ownBrokerEnds();

            var findings = fresh.whole();

            assertThat(findings.get("own-broker").result()).isEqualTo(Result.FAILED);
            assertThat(findings.get("own-broker").found()).startsWith("Octane's own broker: ");
            assertThat(findings.get("astute-broker").result()).isEqualTo(Result.FAILED);
            assertThat(findings.get("astute-broker").remedy()).contains("rabbitmqctl list_queues");
        }
    }

    @Test
    void anAstuteThatTakesNothingFailsThoughItsQueueIsThere() {
        var fault = "down@astute";
        world.faults().add(fault);
        world.faults().await(fault, "astute stops");
        try {
            await().untilAsserted(
                            () -> fails("astute-broker", "Astute does not run: its queue naily has no consumer."));
        } finally {
            world.faults().clear();
            world.faults().await(fault, "astute serves again");
        }
    }

    @Test
    void aFailureThatIsIgnoredStillSaysWhatWasFound() {
        preflight.sql.update("UPDATE nodes SET online = false WHERE id = 5");
        try {
            var finding = preflight.whole("nodes-online", "ssh").get("nodes-online");

            assertThat(finding.result()).isEqualTo(Result.IGNORED);
            assertThat(finding.found()).isEqualTo("Nailgun has these nodes as offline: node-5.");
            assertThat(finding.remedy()).isNotEmpty();
        } finally {
            preflight.sql.update("UPDATE nodes SET online = true WHERE id = 5");
        }
    }

    @Test
    void aCheckThatIsNotThereCannotBeIgnored() {
        assertThatThrownBy(() -> preflight.whole("ceph-healht"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("There is no pre-flight check 'ceph-healht'; there are nailgun-rows, release,")
                .extracting("kind")
                .isEqualTo(Refusal.Kind.INVALID);
    }

    private void changed(String change, String back, String check, String found) {
        preflight.sql.update(change);
        try {
            fails(check, found);
        } finally {
            preflight.sql.update(back);
        }
    }

    private void changed(String change, String back, org.octane.plan.Cloud cloud, String check, String found) {
        preflight.sql.update(change);
        try {
            assertThat(PreflightFixture.byName(preflight.of(cloud, PreflightFixture.everything()))
                            .get(check)
                            .found())
                    .matches(found);
        } finally {
            preflight.sql.update(back);
        }
    }

    private void passes(String check) {
        var finding = preflight.whole().get(check);
        assertThat(finding.result()).as(finding.toString()).isEqualTo(Result.PASSED);
    }

    private void fails(String check, String found) {
        var finding = preflight.whole().get(check);
        assertThat(finding.result()).as(finding.toString()).isEqualTo(Result.FAILED);
        assertThat(finding.found()).matches(found);
        assertThat(finding.remedy()).isNotEmpty();
    }

    /** Every file of every node, and what was done there. */
    private List<String> files() throws IOException {
        try (var files = Files.walk(preflight.world().resolve("nodes"))) {
            // What an OSD has heard from the monitors meanwhile is its own daemon's doing.
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/sim/osd/"))
                    .map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .sorted()
                    .toList();
        }
    }
}
