package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
     * the seed that started once is listed in the seed's databases, until they are replaced.
     */
    private void sameButForFences(Snapshot before, String when) {
        assertThat(before.differences(Snapshot.of(world)).stream()
                        .filter(line -> !line.matches(
                                "nodes/[^/]+/root/var/lib/octane/(fence/|[a-z]+[.]lock|trace[.]|.*octane-new was not).*"
                                        + "|cloud/env/2/db/[a-z]+/(agents|services)[.]rows .*"))
                        .limit(30))
                .as(when)
                .isEmpty();
    }
}
