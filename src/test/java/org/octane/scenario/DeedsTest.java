package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each kind of harm that is looked for is found, and what is no harm is not. */
class DeedsTest {

    @Test
    void aNightWithoutHarmIsNone() {
        var deeds = deeds(
                node(
                        "mysql restore",
                        "keystone-manage db_sync",
                        "nova live-migration a node-4 node-5",
                        "nova live-migration a node-5 node-4",
                        "nova live-migration b node-4 node-5",
                        "provision-node node-4 release=",
                        "deploy-node node-4 roles=compute"),
                "begins image_provision t1 4",
                "ends image_provision t1 4",
                "begins granular_deploy t2 4",
                "ends granular_deploy t2 4");
        assertThat(deeds.twice()).isEmpty();
        assertThat(deeds.restores()).isOne();
        assertThat(deeds.migrationsOf("a")).isEqualTo(2);
    }

    @Test
    void aRestoreThatBrokeOffMayBeRepeatedBeforeAnyMigration() {
        assertThat(deeds(node("mysql restore", "mysql restore", "nova-manage db sync"))
                        .twice())
                .isEmpty();
    }

    @Test
    void aRestoreOverAMigratedDatabaseIsSeen() {
        for (var migration : List.of(
                "keystone-manage db_sync",
                "nova-manage db sync",
                "heat-manage db_sync",
                "glance-manage db sync",
                "cinder-manage db sync",
                "neutron-db-manage upgrade head")) {
            assertThat(deeds(node("mysql restore", migration, "mysql restore")).twice())
                    .containsExactly("node 10: a restore over a migrated database");
        }
    }

    @Test
    void aSecondLiveMigrationFromTheSameHostIsSeen() {
        assertThat(deeds(node("nova live-migration a node-4 node-5", "nova live-migration a node-4 node-6"))
                        .twice())
                .containsExactly("moved again from the same host: a node-4");
    }

    @Test
    void aSecondInstallationIsSeen() {
        assertThat(deeds(node("provision-node node-10 release=x", "provision-node node-10 release=x"))
                        .twice())
                .containsExactly("node 10 was installed 2 times");
    }

    @Test
    void aTaskThatReachesAstuteTwiceIsSeen() {
        assertThat(deeds(node(), "begins image_provision t1 4 5", "begins image_provision t1 4 5")
                        .twice())
                .containsExactly("Astute was cast the task t1 again, image_provision of 4 5");
    }

    @Test
    void aSecondCastOfWhatAstuteHasDoneIsSeen() {
        assertThat(deeds(
                                node(),
                                "begins granular_deploy t1 4",
                                "ends granular_deploy t1 4",
                                "begins granular_deploy t2 4")
                        .twice())
                .containsExactly("Astute was cast again what it had done as t1: granular_deploy of 4");
    }

    @Test
    void whatFailedOrDiedMayBeCastAgain() {
        assertThat(deeds(
                                node(),
                                "begins granular_deploy t1 4",
                                "fails granular_deploy t1 4",
                                "begins granular_deploy t2 4",
                                "begins granular_deploy t3 4",
                                "ends granular_deploy t3 4")
                        .twice())
                .isEmpty();
    }

    @Test
    void aQuestionMayBeAskedAgain() {
        assertThat(deeds(node(), "begins echo t1 ", "ends echo t1 ", "begins echo t2 ", "ends echo t2 ")
                        .twice())
                .isEmpty();
    }

    private static List<String> node(String... journal) {
        return List.of(journal);
    }

    private static Deeds deeds(List<String> node, String... tasks) {
        var journals = new TreeMap<String, List<String>>();
        journals.put("10", node);
        return new Deeds(journals, List.of(tasks));
    }
}
