package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of nothing each is as it should be: a proof that has nothing to look at, or something else, does not hold. */
class ProofOfNothingTest {

    private static final String PAIR = "/var/lib/octane/cluster-1/seed-2/";

    private ScriptWorld world;
    private Map<String, String> told = Map.of();

    private void from(Reached reached) {
        world = reached.world();
        told = reached.results();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keystone/migrate_version", "neutron/alembic_version"})
    void aDatabaseAtNoLevelIsNotMigrated(String counted) throws IOException {
        from(Reached.DATABASES);
        var database = Map.of("DATABASE", counted.split("/")[0]);
        assertThat(exit("upgrade-db", "migrate-database", "verify", 10, database))
                .isZero();
        var rows = world.folder().resolve("cloud/env/2/db/" + counted + ".rows");
        var before = Files.readString(rows);

        Files.writeString(rows, "");
        assertThat(exit("upgrade-db", "migrate-database", "verify", 10, database))
                .as("counted by nobody")
                .isEqualTo(ScriptRun.MISSING);
        Files.writeString(rows, before.replaceAll("\\d|kilo", "1"));
        assertThat(exit("upgrade-db", "migrate-database", "verify", 10, database))
                .as("at another level")
                .isEqualTo(ScriptRun.MISSING);
        sql(10, "DROP TABLE " + counted.replace('/', '.'));
        assertThat(exit("upgrade-db", "migrate-database", "verify", 10, database))
                .as("at none")
                .isEqualTo(ScriptRun.MISSING);
        Strike.always(world.folder(), "10", "mysql", "information_schema");
        assertThat(exit("upgrade-db", "migrate-database", "verify", 10, database))
                .as("nobody says")
                .isEqualTo(ScriptRun.NO_ANSWER);
    }

    /** A migration under services that serve would be seen by none of them. */
    @Test
    void aDatabaseIsMigratedOnAControllerThatIsKnownToBeIsolated() throws IOException {
        from(Reached.DATABASES);
        var keystone = Map.of("DATABASE", "keystone");
        world.shell(10, "brctl addif br-mgmt eth0.101");
        assertThat(exit("upgrade-db", "migrate-database", "act", 10, keystone))
                .as("on the wire")
                .isEqualTo(ScriptRun.REFUSED);
        for (var bridge : new String[] {"br-mgmt", "br-ex"}) {
            world.shell(10, "ip link delete " + bridge);
        }
        var act = run("upgrade-db", "migrate-database", "act", 10, keystone);
        assertThat(act.exit()).as("without a bridge: " + act.err()).isEqualTo(ScriptRun.NO_ANSWER);
        assertThat(act.err()).contains("node-10 has neither br-ex nor br-mgmt");
        Files.writeString(world.folder().resolve("bin/ip"), "#!/bin/bash\nexit 142\n");
        assertThat(exit("upgrade-db", "migrate-database", "act", 10, keystone))
                .as("nobody says")
                .isEqualTo(ScriptRun.NO_ANSWER);
    }

    @Test
    void anOriginalWithoutBridgesIsNotKnownToBeOnTheWire() {
        from(Reached.MAINTENANCE);
        for (var bridge : new String[] {"br-mgmt", "br-ex"}) {
            world.shell(1, "ip link delete " + bridge);
        }
        assertThat(exit("upgrade-db", "dump-databases", "act", 1, Map.of())).isEqualTo(ScriptRun.NO_ANSWER);
    }

    @Test
    void osdsOfACephThatTellsOfNoPoolsAreNotReleased() throws IOException {
        from(Reached.BUILT);
        assertThat(exit("upgrade-node", "release-osds", "act", 1, Map.of("SUBJECTS", "node-7")))
                .isZero();
        var ceph = world.folder().resolve("bin/ceph");
        Files.move(ceph, world.folder().resolve("bin/ceph-real"));
        Files.writeString(
                ceph,
                "#!/bin/bash\n\"${0%/*}/ceph-real\" \"$@\" | { case \"$*\" in *'osd dump'*) grep -v ^pool ;; *'pg dump'*) grep -v '^[0-9]' ;;"
                        + " *) exec cat ;; esac; }\n");
        ceph.toFile().setExecutable(true);
        assertThat(exit("upgrade-node", "release-osds", "act", 1, Map.of("SUBJECTS", "node-8")))
                .isEqualTo(ScriptRun.NO_ANSWER);
    }

    @Test
    void databasesWithoutUsersAreNotCountedAsThoseOfACloud() {
        from(Reached.BUILT);
        for (var table : sql(2, "SELECT table_name FROM information_schema.tables WHERE table_schema='keystone'")
                .split("\n")) {
            sql(2, "DELETE FROM keystone." + table);
        }
        var act = run("close-api", "count-databases", "act", 2, Map.of());
        assertThat(act.err()).contains("keystone's database on node-2 has no rows");
        assertThat(act.exit()).isEqualTo(ScriptRun.REFUSED);
    }

    @Test
    void servicesOfWhichNoneIsNotedDoNotRun() throws IOException {
        from(Reached.DATABASES_AND_MONITORS);
        for (var note : new String[] {"services", "cluster-services"}) {
            Files.writeString(world.file(10, PAIR + note), "");
        }
        assertThat(exit("upgrade-control", "start-services", "check", 10, Map.of()))
                .isEqualTo(ScriptRun.REFUSED);
        assertThat(exit("upgrade-control", "start-cluster-services", "check", 10, Map.of()))
                .isEqualTo(ScriptRun.REFUSED);
    }

    /** So that it is known before the API closes for longer than it has to. */
    @Test
    void aSeedOnWhichNothingRunsIsNotStopped() {
        from(Reached.BUILT);
        world.shell(
                10,
                "for job in $(initctl list | awk '$2 ~ /running/ { print $1 }'); do stop $job; done; service apache2 stop");
        var act = run("upgrade-db", "stop-services", "act", 10, Map.of());
        assertThat(act.err()).contains("no service of OpenStack runs on node-10");
        assertThat(act.exit()).isEqualTo(ScriptRun.REFUSED);
    }

    @Test
    void aFolderWithoutKeysHasNoneToHandOn() throws IOException {
        from(Reached.BUILT);
        var keys = world.file(Leg.MASTER, "/var/lib/fuel/keys/1");
        empty(keys);
        var act = run("upgrade-env", "copy-keys", "act", Leg.MASTER, Map.of());
        assertThat(act.err()).contains("/var/lib/fuel/keys/1 has no keys");
        assertThat(act.exit()).isEqualTo(ScriptRun.REFUSED);
        Files.createDirectories(world.file(Leg.MASTER, "/var/lib/fuel/keys/2"));
        assertThat(exit("upgrade-env", "copy-keys", "check", Leg.MASTER, Map.of()))
                .isEqualTo(ScriptRun.MISSING);
        assertThat(exit("prepare", "keys-directory", "check", Leg.MASTER, Map.of()))
                .isEqualTo(ScriptRun.MISSING);
    }

    @Test
    void vmsOfWhichNobodyNotedWhichWereStoppedAreNotKnownToRun() {
        from(Reached.CONTROL);
        var with = Map.of("SUBJECT", "node-5", "LIVE_MIGRATION", "false");
        assertThat(exit("upgrade-node", "start-vms", "check", 10, with)).isEqualTo(ScriptRun.REFUSED);
        assertThat(exit("upgrade-node", "start-vms", "check", 10, Map.of("SUBJECT", "node-5")))
                .as("where they move none was stopped")
                .isZero();
    }

    @Test
    void monitorsOfWhichNoOsdIsKnownAreNotThoseOfBefore() {
        from(Reached.MONITORS);
        var with = new HashMap<>(told);
        with.put("OSDS", "");
        assertThat(exit("upgrade-ceph", "start-monitor", "check", 10, with)).isEqualTo(ScriptRun.REFUSED);
    }

    @Test
    void aCloudWithoutComputesHasNoProofAboutThem() throws IOException {
        from(Reached.CONTROL);
        world.step("upgrade-node", "remember-vms", 10, Map.of());
        var said = run("cleanup-env", "prove-cloud", "check", 10, Map.of("COMPUTES", ""));
        assertThat(said.exit()).isZero();
        assertThat(said.results()).doesNotContainKey("proof.computes").containsKey("proof.vms");
    }

    /** As after a kill between the stop and its note: none would be started again. */
    @Test
    void aSeedWhosePacemakerRunsNothingIsNotStopped() throws IOException {
        from(Reached.BUILT);
        assertThat(exit("upgrade-db", "stop-cluster-services", "act", 10, Map.of()))
                .isZero();
        Files.delete(world.file(10, PAIR + "cluster-services"));

        var act = run("upgrade-db", "stop-cluster-services", "act", 10, Map.of());

        assertThat(act.err()).contains("no service runs under pacemaker on node-10");
        assertThat(act.exit()).isEqualTo(ScriptRun.REFUSED);
        assertThat(exit("upgrade-db", "stop-cluster-services", "check", 10, Map.of()))
                .as("nothing was noted")
                .isEqualTo(ScriptRun.MISSING);
        Strike.always(world.folder(), "10", "cibadmin", "resources");
        assertThat(exit("upgrade-db", "stop-cluster-services", "act", 10, Map.of()))
                .as("nobody says")
                .isEqualTo(ScriptRun.NO_ANSWER);
    }

    /** That nothing runs is what is wanted; that upstart knows of no job at all is not known to be so. */
    @Test
    void anOriginalOnWhichNothingRunsHasEnded() throws IOException {
        from(Reached.DATABASES_AND_MONITORS);
        world.shell(
                1,
                "for job in $(initctl list | awk '$2 ~ /running/ { print $1 }'); do stop $job; done; service apache2 stop");
        assertThat(exit("upgrade-control", "stop-original-services", "act", 1, Map.of()))
                .isZero();
        assertThat(exit("upgrade-control", "stop-original-services", "verify", 1, Map.of()))
                .isZero();

        Files.writeString(world.folder().resolve("bin/initctl"), "#!/bin/bash\nexit 0\n");
        assertThat(exit("upgrade-control", "stop-original-services", "verify", 1, Map.of()))
                .as("upstart lists no jobs")
                .isEqualTo(ScriptRun.NO_ANSWER);
    }

    @Test
    void aCephThatKnowsNoKeyOfNewOsdsIsGivenThatOfTheSeedOrNone() throws IOException {
        from(Reached.MONITORS);
        assertThat(exit("upgrade-ceph", "bootstrap-osd", "verify", 10, Map.of()))
                .isZero();
        var keyring = world.file(10, "/root/ceph.bootstrap-osd.keyring");
        Files.writeString(keyring, "[client.bootstrap-osd]\n");
        assertThat(exit("upgrade-ceph", "bootstrap-osd", "verify", 10, Map.of()))
                .as("no key to compare with")
                .isNotZero();
        Files.writeString(keyring, "[client.bootstrap-osd]\n\tkey = AQother==\n");
        assertThat(exit("upgrade-ceph", "bootstrap-osd", "verify", 10, Map.of()))
                .as("another key")
                .isEqualTo(ScriptRun.MISSING);
        Strike.always(world.folder(), "10", "ceph", "auth");
        assertThat(exit("upgrade-ceph", "bootstrap-osd", "verify", 10, Map.of()))
                .as("nobody says")
                .isEqualTo(ScriptRun.NO_ANSWER);
    }

    @Test
    void aNovaThatListsNoServiceHasNoneOfHostsThatAreGone() throws IOException {
        from(Reached.CONTROL);
        assertThat(exit("cleanup-env", "delete-stale-services", "act", 10, Map.of()))
                .isZero();
        assertThat(exit("cleanup-env", "delete-stale-services", "verify", 10, Map.of()))
                .isZero();
        without("neutron", "agent-list", "neutron-");
        assertThat(run("cleanup-env", "delete-stale-services", "verify", 10, Map.of()))
                .matches(run -> run.exit() == ScriptRun.NO_ANSWER)
                .matches(run -> run.err().contains("neutron lists no agent at all"));
        without("nova", "service-list", "nova-");
        assertThat(run("cleanup-env", "delete-stale-services", "verify", 10, Map.of()))
                .matches(run -> run.exit() == ScriptRun.NO_ANSWER)
                .matches(run -> run.err().contains("nova lists no service at all"));
    }

    /** A program whose list has its head and its end, and nothing in between. */
    private void without(String program, String command, String rows) throws IOException {
        var path = world.folder().resolve("bin/" + program);
        Files.move(path, world.folder().resolve("bin/" + program + "-real"));
        Files.writeString(
                path,
                "#!/bin/bash\n\"${0%%/*}/%1$s-real\" \"$@\" | { case \"$*\" in *%2$s*) grep -v '%3$s' ;; *) exec cat ;; esac; }\n"
                        .formatted(program, command, rows));
        path.toFile().setExecutable(true);
    }

    private static void empty(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private int exit(String stage, String script, String phase, int node, Map<String, String> with) {
        return run(stage, script, phase, node, with).exit();
    }

    private ScriptWorld.Result run(String stage, String script, String phase, int node, Map<String, String> with) {
        var all = new HashMap<>(told);
        all.putAll(with);
        return world.run(stage, script, phase, node, all);
    }

    private String sql(int node, String statement) {
        return world.shell(node, "mysql --batch --skip-column-names -e \"" + statement + "\"")
                .out();
    }
}
