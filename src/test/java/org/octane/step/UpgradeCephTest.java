package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scripts of upgrade-ceph in a real bash, against the stand-ins. */
class UpgradeCephTest {

    private static final String STAGE = "upgrade-ceph";

    private ScriptWorld world;
    private Stages stages;

    /** Goes on from there, in a world of the test's own. */
    private void from(Reached reached) {
        world = reached.world();
        stages = new Stages(world);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void theSeedsMonitorsAreTheSameCluster() {
        from(Reached.BUILT);
        var fsid = ceph(1, "fsid");
        world.close();
        from(Reached.MONITORS);
        var proof = Reached.MONITORS.results();

        assertThat(ceph(10, "fsid")).isEqualTo(fsid);
        assertThat(proof.get("proof.fsid")).contains(fsid.strip()).contains("node-10 node-11 node-12");
        assertThat(proof.get("proof.osds")).contains("0 1 2");
        assertThat(ceph(10, "quorum_status -f json")).contains("node-10").doesNotContain("\"node-1\"");
        assertThat(ceph(10, "osd dump")).as("what was set before the move").contains("noout");
        assertThat(ceph(10, "auth get client.bootstrap-osd")).contains("allow profile bootstrap-osd");
    }

    /** Nothing would be left to prove that the seed's monitors are of the same cluster. */
    @Test
    void aCephWithoutOsdsIsNamed() throws IOException {
        from(Reached.BUILT);
        for (int node = 1; node <= 3; node++) {
            Files.writeString(world.file(node, "/var/lib/ceph/mon/ceph-node-" + node + "/store.db/osds"), "");
        }
        assertThat(world.run(STAGE, "noout", "act", 1, Map.of()).exit()).isZero();

        assertThat(world.run(STAGE, "noout", "verify", 1, Map.of()))
                .matches(run -> run.exit() == 1)
                .satisfies(run -> assertThat(run.err()).isEqualTo("Ceph has no OSDs; see: ceph osd tree\n"));
    }

    @Test
    void radosGwGoesByTheKeyThatTheMovedClusterKnowsOnEveryController() throws IOException {
        from(Reached.MONITORS);
        var known = Files.readString(world.file(1, "/etc/ceph/keyring.radosgw.gateway"));
        for (int seed = 10; seed <= 12; seed++) {
            assertThat(world.file(seed, "/etc/ceph/keyring.radosgw.gateway"))
                    .hasContent(known)
                    .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
            assertThat(known).contains(gatewaysKey(seed));
        }
        stages.undo(Leg.joined(Leg.INSTALL, Leg.MONITORS), Reached.MONITORS.results());
        for (int seed = 10; seed <= 12; seed++) {
            assertThat(Files.readString(world.file(seed, "/etc/ceph/keyring.radosgw.gateway")))
                    .contains(gatewaysKey(seed))
                    .isNotEqualTo(known);
        }
    }

    private String gatewaysKey(int node) throws IOException {
        return Files.readString(world.folder().resolve("nodes/" + node + "/sim/radosgw.key"))
                .strip();
    }

    @Test
    void aSecondRunChangesNothing() {
        from(Reached.MONITORS);
        var with = Reached.PACKED.results();
        var before = world.journal(10);

        stages.forward(Leg.INSTALL, with);
        stages.forward(Leg.MONITORS, with);

        assertThat(world.journal(10)).isEqualTo(before);
    }

    /** It is all the same whether an answer fails to come when the flag is set or when it is taken back. */
    @Test
    void anAnswerThatDoesNotComeSaysNothingOfNoout() throws IOException {
        from(Reached.BUILT);
        deafen("osd dump");
        ceph(1, "osd set noout");
        unanswered();
        assertThat(world.run(STAGE, "noout", "act", 1, Map.of()).err()).contains("no answer from ceph osd dump");
        world.step(STAGE, "noout", 1);
        assertThat(world.run(STAGE, "noout", "undo", 1, Map.of()).exit()).isZero();
        assertThat(ceph(1, "osd dump")).as("the operator's flag").contains("noout");

        ceph(1, "osd unset noout");
        world.step(STAGE, "noout", 1);
        unanswered();
        assertThat(world.run(STAGE, "noout", "undo", 1, Map.of()).exit())
                .as("unknown")
                .isEqualTo(69);
        assertThat(world.run(STAGE, "noout", "undo", 1, Map.of()).exit()).isZero();
        assertThat(ceph(1, "osd dump")).as("Octane's flag").doesNotContain("noout");
    }

    /** Ceph leaves the question unanswered once, whenever {@link #unanswered} says so. */
    private void deafen(String question) throws IOException {
        var bin = world.folder().resolve("bin/ceph");
        var real = Files.createDirectories(world.folder().resolve("real")).resolve("ceph");
        Files.move(bin, real);
        Files.writeString(
                bin,
                "#!/bin/bash\nif [[ \"$*\" == *'" + question + "'* && -e $OCTANE_WORLD/unanswered ]]; then\n"
                        + "  rm \"$OCTANE_WORLD/unanswered\"\n  echo 'Error connecting to cluster: TimedOut' >&2\n  exit 1\nfi\n"
                        + "exec '" + real + "' \"$@\"\n");
        bin.toFile().setExecutable(true);
    }

    private void unanswered() throws IOException {
        Files.writeString(world.folder().resolve("unanswered"), "");
    }

    @Test
    void theStoreOfAMonitorThatRunsIsNotPacked() {
        from(Reached.BUILT);
        world.step(STAGE, "noout", 1);

        var act = world.run(STAGE, "pack-monitor-store", "act", 1, Map.of());

        assertThat(act.exit()).isEqualTo(4);
        assertThat(act.err()).contains("runs");
    }

    @Test
    void theStoreOfAnotherClusterIsRefusedAndTheOwnIsBack() {
        from(Reached.PACKED);
        var with = new HashMap<>(Reached.PACKED.results());
        var before = world.content(10, "/var/lib/ceph");
        with.put("FSID", "11111111-2222-3333-4444-555555555555");

        var act = world.run(STAGE, "install-monitor", "act", 10, with);

        assertThat(act.exit()).isEqualTo(4);
        assertThat(act.err()).contains("not of '11111111");
        assertThat(world.content(10, "/var/lib/ceph")).isEqualTo(before);
    }

    @Test
    void aMonitorThatDoesNotStartIsNoSuccess() throws IOException {
        from(Reached.INSTALLED);
        var with = Reached.INSTALLED.results();
        for (int seed = 10; seed <= 12; seed++) {
            var store = world.file(seed, "/var/lib/ceph/mon/ceph-node-" + seed + "/store.db/cluster_uuid");
            Files.writeString(store, "11111111-2222-3333-4444-555555555555\n");
        }

        var act = world.run(STAGE, "start-monitor", "act", 10, with);

        assertThat(act.exit()).isEqualTo(1);
        assertThat(act.err()).contains("don't come into quorum").contains("node-10's died");
    }

    @Test
    void theWayBackHasTheOriginalsMonitorsInQuorum() {
        from(Reached.BUILT);
        var conf = world.content(10, "/etc/ceph");
        var store = world.content(10, "/var/lib/ceph");
        var fsid = ceph(1, "fsid");
        world.close();
        from(Reached.MONITORS);

        stages.undo(Leg.CEPH, Reached.MONITORS.results());

        assertThat(ceph(1, "fsid")).isEqualTo(fsid);
        assertThat(ceph(1, "quorum_status -f json")).contains("node-1\",\"node-2\",\"node-3");
        assertThat(ceph(1, "osd dump")).doesNotContain("noout");
        assertThat(world.content(10, "/etc/ceph")).isEqualTo(conf);
        assertThat(world.content(10, "/var/lib/ceph")).isEqualTo(store);
    }

    /** The seed's monitors made maps that the original's have never seen; an OSD that has them is heard only once they have, too. */
    @Test
    void afterTheSwitchAndTheWayBackTheMonitorsHearTheirOsds() {
        from(Reached.CONTROL);
        ceph(10, "osd set nodown");
        ceph(10, "osd unset nodown");

        stages.undo(Leg.joined(Leg.DB, Leg.CEPH, Leg.CONTROL), Reached.CONTROL.results());

        var osd = anOsdOf(7);
        world.shell(7, "stop ceph-osd id=" + osd);
        assertThat(ceph(1, "osd tree")).containsPattern("osd\\." + osd + "\\s+down");
        world.shell(7, "start ceph-osd id=" + osd);
        assertThat(ceph(1, "osd tree")).containsPattern("osd\\." + osd + "\\s+up");
        assertThat(ceph(1, "osd dump")).as("what was changed and changed back").doesNotContain("nodeep-scrub");
    }

    /** The original's map still has it at its address of before: nothing that the monitors make reaches it there. */
    @Test
    void anOsdThatWasStartedAnewUnderTheSeedIsHeardAfterTheWayBack() throws IOException {
        from(Reached.BUILT);
        var osd = startedUnderTheSeed(7);

        var undo = world.run(STAGE, "noout", "undo", 1, Map.of("SEED_OSDMAP", "30"));

        assertThat(undo.exit()).as(undo.err()).isZero();
        assertThat(ceph(1, "tell osd." + osd + " version")).contains("ceph version");
        assertThat(ceph(1, "osd stat")).contains("3 osds: 3 up, 3 in");
        assertThat(ceph(1, "osd dump")).doesNotContain("noout");
    }

    /** An OSD of the node, as it is once the seed's monitors, which it was started under, have given way to the original's. */
    private String startedUnderTheSeed(int node) throws IOException {
        // a quarter of an hour, after which monitors forget an address by themselves, takes six minutes
        Files.writeString(world.folder().resolve("speed"), "1\n");
        var osd = anOsdOf(node);
        world.step(STAGE, "noout", 1);
        var stores = "$OCTANE_WORLD/nodes/[123]/root/var/lib/ceph/mon/ceph-node-?/store.db";
        world.shell(1, "for store in " + stores + "; do cp -r $store $store.before; done");
        world.shell(node, "stop ceph-osd id=" + osd + "; start ceph-osd id=" + osd);
        world.shell(1, "for store in " + stores + "; do rm -r $store; mv $store.before $store; done");
        world.sends(Sweep::impatient);
        return osd;
    }

    @Test
    void theOperatorsFlagIsAsBeforeWhenAnAttemptWasKilledBetweenTwoChanges() {
        from(Reached.BUILT);
        ceph(1, "osd set nodeep-scrub");
        world.step(STAGE, "noout", 1);
        int epoch = epochAt(1);

        world.killed(STAGE, "noout", "undo", 1, Map.of("SEED_OSDMAP", Integer.toString(epoch + 9)), 400);
        var undo = world.run(STAGE, "noout", "undo", 1, Map.of("SEED_OSDMAP", Integer.toString(epoch + 9)));

        assertThat(undo.exit()).isZero();
        assertThat(epochAt(1)).isGreaterThan(epoch + 9);
        assertThat(ceph(1, "osd dump")).containsPattern("flags .*nodeep-scrub").doesNotContain("noout");
    }

    /** A silent one may have a newer map than the monitors, and would not be heard by them. */
    @Test
    void osdsOfWhichNobodyKnowsWhichMapTheyHaveAreNotTakenForThoseThatFollow() {
        from(Reached.BUILT);
        world.step(STAGE, "noout", 1);
        Strike.always(world.folder(), "1", "ceph", " query");
        world.sends(Sweep::impatient);

        var undo = world.run(STAGE, "noout", "undo", 1, Map.of());

        assertThat(undo.exit()).isEqualTo(1);
        assertThat(undo.err()).contains("have not taken over the monitors' map of epoch", "osd.0", "then try again");
        assertThat(ceph(1, "osd dump")).as("what keeps data in place").contains("noout");
    }

    @Test
    void manyMapsAreMadeInMoreThanOneAttempt() {
        from(Reached.BUILT);
        world.step(STAGE, "noout", 1);
        int epoch = epochAt(1);
        var with = Map.of("SEED_OSDMAP", Integer.toString(epoch + 3), "CATCH_UP_SECONDS", "0");

        var undo = world.run(STAGE, "noout", "undo", 1, with);

        assertThat(undo.exit()).isEqualTo(ScriptRun.BUSY);
        assertThat(undo.err())
                .contains("the monitors' map of OSDs has epoch " + epoch + " and has to pass " + (epoch + 3));
        assertThat(ceph(1, "osd dump")).contains("noout");
    }

    /** Their map is a copy: it says that all OSDs are up, though none reaches these monitors. */
    @Test
    void osdsThatDoNotAnswerAreNotUpWhateverTheMapSays() throws IOException {
        from(Reached.INSTALLED);
        // a quarter of an hour takes six minutes
        Files.writeString(world.folder().resolve("speed"), "1\n");
        stages.forward(Leg.MONITORS, Reached.INSTALLED.results());
        assertThat(ceph(10, "osd tree")).doesNotContain("down");
        ceph(10, "osd unset noout");

        var verify = world.run("upgrade-control", "noout-off", "verify", 10, Map.of("ASK_SECONDS", "1"));

        assertThat(verify.exit()).isEqualTo(3);
        assertThat(verify.err()).contains("osd.0");
    }

    @Test
    void flagsThatKeepDataInPlaceDoNotMoveIt() {
        from(Reached.MONITORS);
        ceph(10, "osd set nobackfill");
        ceph(10, "osd set norecover");

        assertThat(world.run(STAGE, "start-monitor", "check", 10, Reached.INSTALLED.results())
                        .exit())
                .isZero();
    }

    private String anOsdOf(int node) {
        return world.shell(node, "ls $OCTANE_ROOT/var/lib/ceph/osd | head -n 1")
                .out()
                .strip()
                .replace("ceph-", "");
    }

    private int epochAt(int node) {
        return ceph(node, "osd dump")
                .lines()
                .filter(line -> line.startsWith("epoch "))
                .mapToInt(line -> Integer.parseInt(line.substring(6)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsKilledAtAnyInstantIsTakenUpAgain() {
        from(Reached.BUILT);
        stages.interrupted(List.of(30L, 100L, 250L));

        assertThat(stages.forward(Leg.CEPH, Map.of()).get("proof.fsid")).contains("in quorum");
    }

    private String ceph(int node, String words) {
        return world.shell(node, "ceph --connect-timeout 5 " + words).out();
    }
}
