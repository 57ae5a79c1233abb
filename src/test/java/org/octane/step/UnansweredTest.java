package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A question that got no answer, where it once counted as a yes or as a refusal for good; {@link SweepTest} looks for others. */
class UnansweredTest {

    private static final int UNKNOWN = 69;
    private static final Map<String, String> OFF = Map.of("SUBJECT", "node-5", "LIVE_MIGRATION", "false");

    private ScriptWorld world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void osdsAreNotReleasedWhenCephDoesNotTellItsPools() {
        world = Reached.BUILT.world();
        Strike.once(world.folder(), "1", "ceph", "osd dump");

        assertThat(run("upgrade-node", "release-osds", "act", 1, Map.of("SUBJECTS", "node-7 node-8 node-9")))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void filesOfTheFuelMasterThatCanNotBeReadAreNotTakenForChanged() {
        world = Reached.BUILT.world();
        assertThat(run("prepare", "patches", "act", Leg.MASTER, Map.of())).isZero();
        Strike.once(world.folder(), "master", "sha256sum", "");

        assertThat(run("prepare", "patches", "undo", Leg.MASTER, Map.of())).isEqualTo(UNKNOWN);
        assertThat(run("prepare", "patches", "undo", Leg.MASTER, Map.of())).isZero();
    }

    @Test
    void anOsdThatNobodyCouldAskIsNotTakenForSilent() {
        world = Reached.CONTROL.world();
        assertThat(run("upgrade-control", "noout-off", "verify", 10, Map.of())).isZero();
        Strike.once(world.folder(), "10", "ceph", "tell osd.1 ");

        assertThat(run("upgrade-control", "noout-off", "verify", 10, Map.of())).isEqualTo(UNKNOWN);
    }

    @Test
    void vmsOfWhichNovaDoesNotTellAreNotStarted() {
        world = Reached.BUILT.world();
        assertThat(run("upgrade-node", "stop-vms", "act", 1, OFF)).isZero();
        var noted = world.file(1, "/var/lib/octane/cluster-1/seed-2/stopped-node-5");
        assertThat(noted).isNotEmptyFile();
        Strike.always(world.folder(), "1", "nova", "show");

        assertThat(run("upgrade-node", "start-vms", "check", 1, OFF)).isEqualTo(UNKNOWN);
        assertThat(run("upgrade-node", "start-vms", "act", 1, OFF)).isEqualTo(UNKNOWN);
        assertThat(run("upgrade-node", "stop-vms", "undo", 1, OFF)).isEqualTo(UNKNOWN);
        assertThat(noted).isNotEmptyFile();
    }

    @Test
    void aCloudOfWhichNovaDoesNotTellIsNotProved() {
        world = Reached.CONTROL.world();
        assertThat(run("upgrade-node", "remember-vms", "act", 10, Map.of())).isZero();
        assertThat(run("cleanup-env", "prove-cloud", "check", 10, Map.of())).isZero();
        Strike.always(world.folder(), "10", "mysql", "nova.instances");

        assertThat(run("cleanup-env", "prove-cloud", "check", 10, Map.of())).isEqualTo(UNKNOWN);
    }

    @Test
    void whoCantCountRowsProvesNoMigration() throws IOException {
        world = Reached.DATABASES.world();
        var keystone = Map.of("DATABASE", "keystone");
        Files.writeString(world.folder().resolve("cloud/env/2/db/keystone/project.rows"), "");
        assertThat(run("upgrade-db", "migrate-database", "verify", 10, keystone))
                .isEqualTo(ScriptRun.MISSING);
        Strike.always(world.folder(), "10", "mysql", "COUNT");

        assertThat(run("upgrade-db", "migrate-database", "verify", 10, keystone))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aDumpIsNotMadeWithoutTheCountsOfItsTables() {
        world = Reached.MAINTENANCE.world();
        Strike.always(world.folder(), "1", "mysql", "COUNT");

        assertThat(run("upgrade-db", "dump-databases", "act", 1, Map.of())).isEqualTo(UNKNOWN);
        assertThat(run("upgrade-db", "dump-databases", "check", 1, Map.of())).isEqualTo(ScriptRun.MISSING);
    }

    @Test
    void aTableWithABlankInItsNameIsCountedLikeAnyOther() throws IOException {
        world = Reached.MAINTENANCE.world();
        var databases = world.folder().resolve("cloud/env/1/db/keystone");
        for (var kind : List.of(".rows", ".sql")) {
            Files.copy(databases.resolve("project" + kind), databases.resolve("a b" + kind));
        }

        assertThat(run("upgrade-db", "dump-databases", "act", 1, Map.of())).isZero();
        assertThat(Files.readAllLines(world.file(1, "/var/lib/octane/cluster-1/upgrade-7/databases.rows")))
                .anyMatch(line -> line.matches("keystone\\.a b\t[1-9][0-9]*\t[0-9]+"))
                .anyMatch(line -> line.startsWith("keystone.project\t"));
    }

    @Test
    void theFsidIsNotEmptyWhenCephDoesNotSayIt() {
        world = Reached.BUILT.world();
        assertThat(run("upgrade-ceph", "noout", "act", 1, Map.of())).isZero();
        Strike.always(world.folder(), "1", "ceph", "fsid");

        var run = world.run("upgrade-ceph", "noout", "verify", 1, Map.of());

        assertThat(run.exit()).isEqualTo(UNKNOWN);
        assertThat(run.results()).doesNotContainKey("fsid");
    }

    @Test
    void servicesThatUpstartDoesNotListAreNotStopped() {
        world = Reached.BUILT.world();
        Strike.always(world.folder(), "10", "initctl", "list");

        assertThat(run("upgrade-db", "stop-services", "act", 10, Map.of())).isEqualTo(UNKNOWN);
        assertThat(run("upgrade-db", "stop-services", "verify", 10, Map.of())).isNotZero();
        assertThat(world.file(10, "/var/lib/octane/cluster-1/seed-2/services")).doesNotExist();
    }

    /** Else the pin would go, and nova speak the pinned level as long as nobody restarts it. */
    @Test
    void thePinStaysWhereUpstartListsNoJobs() throws IOException {
        world = Reached.CONTROL.world();
        Strike.silence(world.folder(), "10", "initctl");

        assertThat(run("cleanup-env", "unpin-rpc-level", "act", 10, Map.of())).isEqualTo(UNKNOWN);
        assertThat(Files.readString(world.file(10, "/etc/nova/nova.conf"))).contains("compute=kilo");
        assertThat(run("cleanup-env", "unpin-rpc-level", "check", 10, Map.of())).isEqualTo(ScriptRun.MISSING);
    }

    @Test
    void nothingIsRefusedForGoodBecauseMysqlIsDown() {
        world = Reached.MAINTENANCE.world();
        Strike.always(world.folder(), "1", "mysql", "SHOW DATABASES");

        assertThat(run("upgrade-db", "dump-databases", "act", 1, Map.of())).isEqualTo(UNKNOWN);
    }

    @Test
    void noComputeIsTheLastOneBecauseNovaDoesNotAnswer() {
        world = Reached.BUILT.world();
        var subject = Map.of("SUBJECT", "node-4");
        Strike.always(world.folder(), "1", "nova", "service-list");

        assertThat(run("upgrade-node", "evacuate", "act", 1, subject)).isEqualTo(UNKNOWN);
        assertThat(run("upgrade-node", "evacuate", "check", 1, subject)).isEqualTo(UNKNOWN);
    }

    @Test
    void aBridgeIsNoLinuxBridgeBecauseOpenVswitchHangs() throws IOException {
        world = Reached.CONTROL.world();
        var rules = Files.createDirectories(world.folder().resolve("faults/2/rules/ovs-vsctl"));
        Files.writeString(
                rules.resolve("1"),
                "F_KIND=fail\nF_TEXT=test\nF_NTH=1\nF_TIMES=1000\nF_EXIT=142\nF_SAYS='Alarm clock'\n");
        Files.createSymbolicLink(
                Files.createDirectories(world.folder().resolve("faults/2/bin")).resolve("ovs-vsctl"),
                world.folder().resolve("lib/intercept"));

        assertThat(run("upgrade-control", "cut-original", "check", 2, Map.of())).isEqualTo(UNKNOWN);
    }

    private int run(String stage, String script, String phase, int node, Map<String, String> with) {
        world.sends(Sweep::impatient);
        return world.run(stage, script, phase, node, with).exit();
    }
}
