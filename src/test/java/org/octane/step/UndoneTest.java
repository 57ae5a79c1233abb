package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a stage did is taken back, from whichever of its steps, and the cloud is as before. That the later stages are taken back
 * at all is held by the quick tests; from each of their steps takes minutes.
 */
class UndoneTest {

    /** An act is cut off after so long, in turn: nothing is done yet, something is, it is nearly through. */
    private static final List<Long> CUT_OFF = List.of(150L, 40L, 300L);

    private static final List<Integer> CONTROLLERS = List.of(1, 2, 3, 10, 11, 12);

    private ScriptWorld world;
    private Stages stages;

    private Snapshot from(Reached reached) {
        world = reached.world();
        stages = new Stages(world);
        return Snapshot.of(world);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void theOriginalServesAsBeforeAfterTheSwitchAndBack() {
        var before = from(Reached.BUILT);
        world.close();
        from(Reached.CONTROL);

        var legs = Leg.joined(Leg.DB, Leg.CEPH, Leg.CONTROL);
        var said = stages.undo(legs, Reached.CONTROL.results());

        same(before, "after the switch and back");
        assertThat(said.get("proof.api")).contains("answers from the original as before");
        assertThat(said.get("proof.databases")).contains("as they were when they were dumped");
        assertThat(said.get("proof.files-node-2")).contains("byte for byte");
        assertThat(said.get("proof.ceph")).contains("3 monitors in quorum");
        stages.undo(legs, Reached.CONTROL.results());
        same(before, "after all was undone a second time");
    }

    /** Whoever has filled the disks: room is needed to go forward, not to give the cloud back. */
    @Test
    void theOriginalServesAgainThoughTheDisksOfAllControllersAreFull() {
        from(Reached.CONTROL);
        Strike.fullDisks(world.folder(), CONTROLLERS);
        assertThat(world.run("upgrade-db", "maintenance-page", "act", 1, Map.of("FENCE", "2"))
                        .err())
                .contains("/var/lib/octane on node-1: No space left on device");

        stages.undo(
                Leg.joined(
                        Leg.MAINTENANCE.subList(1, Leg.MAINTENANCE.size()),
                        Leg.DUMP,
                        Leg.RESTORE,
                        Leg.SWITCH.subList(1, Leg.SWITCH.size())),
                withFence(Reached.CONTROL.results()));

        for (var address : List.of("192.168.0.1:5000", "172.16.0.2:5000")) {
            assertThat(world.shell(1, "curl -s -o /dev/null -w '%{http_code}' http://" + address + "/v2.0/")
                            .out())
                    .isEqualTo("200");
        }
        assertThat(world.folder().resolve("cloud/conflicts")).doesNotExist();
        assertThat(world.run("upgrade-env", "prove-isolation", "check", 10, Map.of())
                        .err())
                .as("what could not be noted for the next boot")
                .contains("network cards of node-10");
    }

    @Test
    void anIsolatedNodeIsLetGoThoughItsDiskIsFull() {
        from(Reached.BUILT);
        Strike.fullDisks(world.folder(), List.of(10));

        assertThat(world.run("upgrade-env", "isolate-controllers", "undo", 10, Map.of("FENCE", "2"))
                        .exit())
                .isZero();

        assertThat(world.shell(10, "brctl show br-ex").out()).doesNotContain("gre");
    }

    /** As each attempt has one of its own, which is noted on the node. */
    private static Map<String, String> withFence(Map<String, String> results) {
        var with = new TreeMap<>(results);
        with.put("FENCE", "99");
        return with;
    }

    @Test
    void prepareAndUpgradeEnvAreTakenBackFromEachOfTheirSteps() {
        fromEachStep(Reached.BUILT, Leg.joined(Leg.PREPARE, Leg.ENV));
        assertThat(world.file(Leg.MASTER, "/var/lib/octane/fence")).isEmptyDirectory();
        assertThat(world.file(1, "/var/lib/octane/fence")).isEmptyDirectory();
    }

    @Test
    @Tag("soak")
    void upgradeDbIsTakenBackFromEachOfItsSteps() {
        fromEachStep(Reached.BUILT, Leg.DB);
    }

    @Test
    @Tag("soak")
    void upgradeCephIsTakenBackFromEachOfItsSteps() {
        fromEachStep(Reached.BUILT, Leg.CEPH);
    }

    @Test
    @Tag("soak")
    void upgradeControlIsTakenBackFromEachOfItsSteps() {
        fromEachStep(Reached.DATABASES_AND_MONITORS, Leg.CONTROL);
    }

    /** The act of each step is cut off on its first node, and all is undone; in the end all of them were made. */
    private void fromEachStep(Reached start, List<Leg> legs) {
        var before = from(start);
        Map<String, String> told = start.results();
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).isOneOfMany()) {
                told = stages.forward(legs.subList(i, i + 1), told);
                continue;
            }
            var here = world;
            world = here.copy();
            stages = new Stages(world);
            stages.brokenOff(legs.get(i), told, CUT_OFF.get(i % CUT_OFF.size()));
            stages.undo(legs.subList(0, i + 1), told);
            sameButForFences(before, legs.get(i) + " was cut off");
            world.close();
            world = here;
            stages = new Stages(world);
            told = stages.forward(legs.subList(i, i + 1), told);
        }
        stages.undo(legs, told);
        sameButForFences(before, "all was done");
    }

    private void same(Snapshot before, String when) {
        assertThat(before.differences(Snapshot.of(world)).stream().limit(30))
                .as(when)
                .isEmpty();
    }

    /**
     * Which attempts were overtaken, and the like, is forgotten with the first of the upgrade's steps on a node; a service of
     * the seed that started once is listed in the seed's databases, until they are replaced; which OSDs monitors have not
     * heard for a moment is of that moment.
     */
    private void sameButForFences(Snapshot before, String when) {
        assertThat(before.differences(Snapshot.of(world)).stream()
                        .filter(line -> !line.matches(
                                "nodes/[^/]+/root/var/lib/octane/(fence/|[a-z]+[.]lock|(trace|verdict)[.]|.*octane-new was not).*"
                                        + "|cloud/env/2/db/[a-z]+/(agents|services)[.]rows .*"
                                        + "|cloud/silent/.*"))
                        .limit(30))
                .as(when)
                .isEmpty();
    }
}
