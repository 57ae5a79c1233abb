package org.octane.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.octane.plan.Finding;
import org.octane.plan.Finding.Result;
import org.octane.plan.PlanOptions;
import org.octane.world.TestWorld;

/** What an upgrade would lose or leave behind on clouds that are not like the sample is said before it begins. */
@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudsUnlikeTheSampleTest {

    private final TestWorld world;
    private PreflightFixture preflight;

    CloudsUnlikeTheSampleTest(TestWorld world) {
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
    void aNodeWhoseRolesNoStageKnowsIsNamedWithThem() {
        changed(
                "UPDATE nodes SET roles = '{mongo}' WHERE id = 9",
                "UPDATE nodes SET roles = '{ceph-osd}' WHERE id = 9",
                "staying-nodes",
                "Nodes stay in the original: node-9 (mongo) is taken by no batch");
    }

    @Test
    void aNodeThatIsMarkedForDeletionIsNamedAndNotInstalledAnew() {
        preflight.sql.update("UPDATE nodes SET pending_deletion = true WHERE id = 9");
        try {
            assertThat(found("staying-nodes")).contains("node-9 is marked for deletion and is not installed anew");
            assertThat(preflight.cloud().nodes())
                    .filteredOn(node -> node.leaving())
                    .singleElement()
                    .satisfies(node -> assertThat(node.id()).isEqualTo(9));
        } finally {
            preflight.sql.update("UPDATE nodes SET pending_deletion = false WHERE id = 9");
        }
    }

    @Test
    void aNodeWithoutANameHasNailguns() {
        preflight.sql.update("UPDATE nodes SET hostname = '', roles = '{mongo}' WHERE id = 9");
        try {
            assertThat(found("staying-nodes")).contains("node-9 (mongo)");
        } finally {
            preflight.sql.update("UPDATE nodes SET hostname = 'node-9', roles = '{ceph-osd}' WHERE id = 9");
        }
    }

    @Test
    void aRoleThatTheReleaseLacksIsNamed() {
        changed(
                "UPDATE nodes SET roles = '{compute,telemetry}' WHERE id = 5",
                "UPDATE nodes SET roles = '{compute}' WHERE id = 5",
                "roles",
                "lacks roles: node-5 has role telemetry");
    }

    /** What is said to do about it does. */
    @Test
    void aRoleOfAPluginThatIsAddedToTheReleaseIsOne() {
        int target = preflight.cloud().target().id();
        var roles =
                preflight.sql.queryForObject("SELECT roles_metadata FROM releases WHERE id = ?", String.class, target);
        preflight.sql.update("UPDATE nodes SET roles = '{compute,telemetry}' WHERE id = 5");
        try {
            assertThat(preflight.whole().get("roles").remedy())
                    .contains("add that to its roles_metadata with PUT /api/v1/releases/" + target);
            preflight.sql.update(
                    "UPDATE releases SET roles_metadata = ? WHERE id = ?",
                    roles.replaceFirst("^\\{", "{\"telemetry\": {\"name\": \"Telemetry\"}, "),
                    target);
            assertThat(preflight.whole().get("roles").result()).isEqualTo(Result.PASSED);
        } finally {
            preflight.sql.update("UPDATE releases SET roles_metadata = ? WHERE id = ?", roles, target);
            preflight.sql.update("UPDATE nodes SET roles = '{compute}' WHERE id = 5");
        }
    }

    @Test
    void aNodeThatIsCalledLikeANewServerIsNamed() {
        changed(
                "UPDATE nodes SET hostname = 'Node-10' WHERE id = 5",
                "UPDATE nodes SET hostname = 'node-5' WHERE id = 5",
                "host-names",
                "are both called");
    }

    @Test
    void aNameThatIsTheBeginningOfAnotherUpToADotIsNamed() {
        changed(
                "UPDATE nodes SET hostname = 'Node-10.east' WHERE id = 5",
                "UPDATE nodes SET hostname = 'node-5' WHERE id = 5",
                "host-names",
                "nodes 10 and 5 are called node-10 and Node-10.east");
        changed(
                "UPDATE nodes SET hostname = CASE id WHEN 5 THEN 'rack' ELSE 'rack.1.b' END WHERE id IN (5, 6)",
                "UPDATE nodes SET hostname = 'node-' || id WHERE id IN (5, 6)",
                "host-names",
                "nodes 5 and 6 are called rack and rack.1.b");
    }

    @Test
    void whatIsOnControllersBesidesIsNamed() {
        changed(
                "UPDATE nodes SET roles = '{controller,ceph-osd}' WHERE id = 2",
                "UPDATE nodes SET roles = '{controller}' WHERE id = 2",
                "controller-roles",
                "node-2 has role ceph-osd");
    }

    @Test
    void aNetworkTemplateOfTheClusterOrOfANodeIsRefused() {
        changed(
                "UPDATE networking_configs SET configuration_template = '{\"adv_net_template\": {}}'",
                "UPDATE networking_configs SET configuration_template = null",
                "network-template",
                "Cluster 1 has a network template");
        changed(
                "UPDATE nodes SET network_template = '{\"templates\": {}}' WHERE id = 5",
                "UPDATE nodes SET network_template = null WHERE id = 5",
                "network-template",
                "Cluster 1 has a network template");
    }

    @Test
    void imagesThatAreNotInCephWouldStayOnTheControllers() {
        changed(
                storage("images_ceph", "false"),
                storage("images_ceph", "true"),
                "storage",
                "The images of this cloud are on the controllers (Swift)");
        changed(
                storage("objects_ceph", "false"),
                storage("objects_ceph", "true"),
                "storage",
                "The objects of this cloud");
        changed(
                storage("images_ceph", "null"),
                storage("images_ceph", "true"),
                "storage",
                "do not say whether its images are in Ceph");
    }

    @Test
    void disksOfVmsOnComputesKeepVmsFromMovingButNotFromBeingStopped() {
        preflight.sql.update(storage("ephemeral_ceph", "false"));
        try {
            assertThat(found("storage")).contains("disks of VMs").contains("no VM can move");
            var stopped = new PlanOptions("side-by-side", List.of(), List.of(), List.of(), null, false, false);
            assertThat(PreflightFixture.byName(preflight.of(preflight.cloud(), stopped))
                            .get("storage")
                            .result())
                    .isEqualTo(Result.PASSED);
        } finally {
            preflight.sql.update(storage("ephemeral_ceph", "true"));
        }
    }

    @Test
    void aNodeWithoutAVolumeForItsDataIsNamed() {
        var volumes = preflight.sql.queryForObject(
                "SELECT volumes FROM volume_manager_node_volumes WHERE node_id = 7", String.class);
        preflight.sql.update(
                "UPDATE volume_manager_node_volumes SET volumes = ? WHERE node_id = 7",
                volumes.replace("\"ceph\"", "\"data\""));
        try {
            assertThat(found("data-volumes")).contains("node-7 has no volume 'ceph'");
        } finally {
            preflight.sql.update("UPDATE volume_manager_node_volumes SET volumes = ? WHERE node_id = 7", volumes);
        }
    }

    @Test
    void aDatabaseOfAnotherServiceIsNamed() throws IOException {
        var folder = Files.createDirectory(preflight.world().resolve("cloud/env/1/db/murano"));
        Files.writeString(folder.resolve("environment.sql"), "CREATE TABLE `environment` (\n  `id` varchar(64)\n);\n");
        Files.writeString(folder.resolve("environment.rows"), "('e1')\n");
        try {
            assertThat(found("other-databases")).contains("neither moves nor migrates: murano");
        } finally {
            for (var file : List.of("environment.sql", "environment.rows")) {
                Files.delete(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vm_state='paused', is paused",
        "vm_state='suspended', is suspended",
        "vm_state='rescued', is in rescue mode",
        "'vm_state=''resized''', 'is resized, and that is not confirmed'",
        "locked=1, is locked",
        "task_state='deleting', is held by nova's task deleting",
        "config_drive='True', has a config drive on its host"
    })
    void eachVmThatCannotMoveIsNamedWithTheReason(String change, String reason) {
        preflight.command("1", "mysql -e \"UPDATE nova.instances SET " + change + " WHERE id=2\"");
        try {
            assertThat(found("unmovable-instances")).contains("(vm-2) on node-5 " + reason);
        } finally {
            preflight.command(
                    "1",
                    "mysql -e \"UPDATE nova.instances SET vm_state='active', task_state=NULL, locked=0, config_drive='' WHERE id=2\"");
        }
    }

    private static String storage(String key, String value) {
        return "UPDATE attributes SET editable = jsonb_set(editable::jsonb, '{storage," + key + ",value}', '" + value
                + "')::text WHERE cluster_id = 1";
    }

    /** Nailgun's database takes any text where JSON belongs; the upgrade would stop where it is read. */
    @Test
    void aRowThatCannotBeReadIsNamedBeforeTheUpgradeBegins() {
        for (var column : List.of(
                "attributes.editable.cluster_id = 1",
                "volume_manager_node_volumes.volumes.node_id = 5",
                "network_groups.meta.name = 'public'")) {
            var words = column.split("\\.", 3);
            var before = preflight.sql.queryForObject(
                    "SELECT %s FROM %s WHERE %s LIMIT 1".formatted(words[1], words[0], words[2]), String.class);
            changed(
                    "UPDATE %s SET %s = '{' WHERE %s".formatted(words[0], words[1], words[2]),
                    "UPDATE %s SET %s = '%s' WHERE %s"
                            .formatted(words[0], words[1], before.replace("'", "''"), words[2]),
                    "nailgun-rows",
                    "Column " + words[1] + " of table " + words[0]);
        }
    }

    private void changed(String change, String back, String check, String found) {
        preflight.sql.update(change);
        try {
            assertThat(found(check)).contains(found);
        } finally {
            preflight.sql.update(back);
        }
    }

    private String found(String check) {
        var finding = preflight.whole().get(check);
        assertThat(finding.result()).as(finding.toString()).isEqualTo(Result.FAILED);
        assertThat(finding).extracting(Finding::remedy).asString().isNotEmpty();
        return finding.found();
    }
}
