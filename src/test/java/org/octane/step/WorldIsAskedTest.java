package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A step that cuts, overwrites or takes over looks at the world first: Octane's records may be older, as after a restore of its
 * database. It refuses with what it found.
 */
class WorldIsAskedTest {

    private static final String BACK_ON_THE_WIRE = "brctl addif br-mgmt eth0.101";
    private static final String CUT_OFF = "brctl delif br-mgmt eth0.101";

    private ScriptWorld world;
    private Map<String, String> told;

    private void from(Reached reached) {
        world = reached.world();
        told = reached.results();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aSeedThatServesKeepsItsDatabases() {
        from(Reached.DUMPED);
        world.shell(10, BACK_ON_THE_WIRE);
        var before = sql(10, "CHECKSUM TABLE keystone.user");

        refuses("upgrade-db", "restore-databases", 10, "br-mgmt of node-10 is on the wire by eth0.101");

        assertThat(sql(10, "CHECKSUM TABLE keystone.user")).isEqualTo(before);
    }

    @Test
    void aSeedWithMoreVmsThanTheDumpKeepsItsDatabases() {
        from(Reached.DUMPED);
        var vms = sql(1, "SELECT COUNT(*) FROM nova.instances").strip();
        for (int i = 0; i <= Integer.parseInt(vms); i++) {
            sql(
                    10,
                    "INSERT INTO nova.instances VALUES (" + (1000 + i) + ", 'id-" + i
                            + "', 'later', 'node-5', 'active', NULL, 1, 512, 0, '', 0, 'ceph')");
        }
        refuses("upgrade-db", "restore-databases", 10, "VMs, the dump of the original " + vms);
    }

    /** One that was broken off has dropped the database, and made none of its tables yet. */
    @Test
    void aRestoreThatWasBrokenOffIsTakenUpWhereNovaHasNoTables() throws IOException {
        from(Reached.DUMPED);
        try (var files = Files.list(world.folder().resolve("cloud/env/2/db/nova"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(world.run("upgrade-db", "restore-databases", "act", 10, with()))
                .matches(run -> run.exit() == 0, "taken up");
        assertThat(sql(10, "SELECT COUNT(*) FROM nova.instances"))
                .isEqualTo(sql(1, "SELECT COUNT(*) FROM nova.instances"));
    }

    @Test
    void aSeedThatServesKeepsItsServicesRunning() {
        from(Reached.BUILT);
        world.shell(10, BACK_ON_THE_WIRE);
        refuses("upgrade-db", "stop-services", 10, "its services would stop");
        refuses("upgrade-db", "stop-cluster-services", 10, "its services would stop");
        assertThat(world.shell(10, "initctl list").out()).contains("nova-api start/running");
    }

    @Test
    void databasesOfAnOriginalThatWasCutOffAreNotDumped() {
        from(Reached.MAINTENANCE);
        world.shell(1, CUT_OFF);
        refuses("upgrade-db", "dump-databases", 1, "br-mgmt of node-1 leads nowhere");
    }

    @Test
    void databasesWithoutUsersAreThoseOfNoCloud() {
        from(Reached.MAINTENANCE);
        for (var table : sql(1, "SELECT table_name FROM information_schema.tables WHERE table_schema='keystone'")
                .split("\n")) {
            sql(1, "DELETE FROM keystone." + table);
        }
        refuses("upgrade-db", "dump-databases", 1, "keystone's database on node-1 has no rows");
    }

    @Test
    void anOriginalWhoseApiIsOpenIsNotStopped() {
        from(Reached.BUILT);
        refuses("upgrade-control", "stop-original-services", 1, "the API answers on 192.168.0.1 and 172.16.0.2");
        assertThat(world.run("upgrade-control", "stop-original-services", "act", 1, with())
                        .err())
                .contains("Go back with 'octane rollback-control 2'");
        assertThat(world.shell(1, "initctl list").out()).contains("nova-api start/running");
    }

    @Test
    void aSeedWithoutTheOriginalsDataDoesNotTakeItsPlace() {
        from(Reached.BUILT);
        refuses("upgrade-control", "connect-seed", 10, "the original's databases are not on node-10");
        refuses("upgrade-control", "connect-seed", 11, "does not have the store of the original's");
        assertThat(world.shell(10, "brctl show br-mgmt").out()).doesNotContain("eth0.101");
    }

    @Test
    void monitorsThatServeKeepTheirStore() {
        from(Reached.PACKED);
        world.shell(10, BACK_ON_THE_WIRE);
        refuses("upgrade-ceph", "install-monitor", 10, "its monitors' store would be replaced by an older one");
    }

    @Test
    void theStoreOfAMonitorThatIsNotInQuorumIsNotTaken() {
        from(Reached.BUILT);
        world.shell(1, "stop ceph-mon id=node-1");
        refuses("upgrade-ceph", "noout", 1, "the monitor of node-1 is not in quorum");
    }

    /** Of none each would be answered once. */
    @Test
    void whereNoAddressIsKnownNoneIsProved() {
        from(Reached.BUILT);
        for (var name : new String[] {"ORIG_CONTROLLER_ADDRESSES", "MANAGEMENT_VIP", "PUBLIC_VIP"}) {
            assertThat(world.run("upgrade-env", "prove-originals-answer", "check", 1, Map.of(name, "")))
                    .as(name)
                    .matches(run ->
                            run.exit() == ScriptRun.REFUSED && run.results().isEmpty());
        }
    }

    @Test
    void aCloudWithoutComputesHasNoProofAboutThem() {
        from(Reached.BUILT);
        assertThat(world.run("upgrade-control", "computes-up", "check", 1, Map.of("COMPUTES", "")))
                .matches(run -> run.exit() == 0 && run.results().isEmpty());
    }

    /** In an upgrade in place there is no seed to name. */
    @Test
    void whatToDoIsACommandOfTheUpgradesOwnKind() {
        from(Reached.DUMPED);
        world.shell(10, BACK_ON_THE_WIRE);
        var with = with();
        refuses("upgrade-db", "stop-services", 10, "go back with 'octane rollback-control 2'");
        with.put("SEED_ID", "");
        assertThat(world.run("upgrade-db", "stop-services", "act", 10, with).err())
                .contains("go back with 'octane rollback 7'");
    }

    /** Nothing says that it is not so, and nothing is done. */
    @Test
    void whoGivesNoAnswerIsAskedAgain() throws IOException {
        from(Reached.DUMPED);
        Files.writeString(world.folder().resolve("bin/brctl"), "#!/bin/bash\nexit 142\n");
        assertThat(world.run("upgrade-db", "restore-databases", "act", 10, with())
                        .exit())
                .isEqualTo(ScriptRun.NO_ANSWER);
    }

    private void refuses(String stage, String script, int node, String found) {
        var act = world.run(stage, script, "act", node, with());
        assertThat(act.err()).contains(found);
        assertThat(act.exit()).isEqualTo(ScriptRun.REFUSED);
    }

    private Map<String, String> with() {
        var with = new HashMap<>(told);
        with.put("STEP", "99");
        return with;
    }

    private String sql(int node, String statement) {
        return world.shell(node, "mysql --batch --skip-column-names -e \"" + statement + "\"")
                .out();
    }
}
