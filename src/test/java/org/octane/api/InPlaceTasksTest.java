package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;
import org.octane.nailgun.model.InPlaceProgress;
import org.octane.nailgun.model.InPlaceProgress.Part;
import org.octane.nailgun.model.InPlaceProgress.State;
import org.octane.plan.catalogue.InPlaceParts;

/** What the engine says of an upgrade in place, in Nailgun's terms. */
class InPlaceTasksTest {

    @Test
    void stagesAreItsParts() {
        var progress = progress(
                "running",
                stage("begin-upgrade", 2, 2, "succeeded") + "," + stage("upgrade-controllers", 8, 3, "dead"));
        assertThat(progress.cluster()).isEqualTo(1);
        assertThat(progress.nodes()).isFalse();
        assertThat(progress.untouched()).isFalse();
        assertThat(progress.percent()).isEqualTo(50);
        assertThat(progress.parts())
                .containsExactly(
                        new Part("begin-upgrade", "Title", 2, 2, true, false),
                        new Part("upgrade-controllers", "Title", 8, 3, true, true));
    }

    @Test
    void anUpgradeWithoutTheControllersIsOneOfNodes() {
        assertThat(progress("running", stage("upgrade-roles", 9, 0, "pending")).nodes())
                .isTrue();
    }

    @Test
    void stagesWithoutStepsAreNoParts() {
        assertThat(progress("running", stage("upgrade-roles", 0, 0, "succeeded"))
                        .parts())
                .isEmpty();
    }

    @Test
    void whatHasNotBegunTheClustersUpgradeOrTookItBackHasNotTouchedIt() {
        assertThat(progress("aborted", stage("begin-upgrade", 2, 0, "pending")).untouched())
                .isTrue();
        assertThat(progress("rolled-back", stage("begin-upgrade", 2, 0, "undone"))
                        .untouched())
                .isTrue();
        assertThat(progress("aborted", stage("upgrade-roles", 2, 0, "pending")).untouched())
                .isFalse();
    }

    @Test
    void eachStatusOfTheEngineHasItsState() {
        assertThat(progress("planned", "").state()).isEqualTo(State.RUNNING);
        assertThat(progress("paused", "").state()).isEqualTo(State.RUNNING);
        assertThat(progress("failed", "").state()).isEqualTo(State.FAILED);
        assertThat(progress("failed", stage("undo-begin-upgrade", 1, 0, "dead")).state())
                .isEqualTo(State.FAILED_GOING_BACK);
        assertThat(progress("succeeded", "").state()).isEqualTo(State.DONE);
        assertThat(progress("aborted", "").state()).isEqualTo(State.ABORTED);
        assertThat(progress("rolling-back", "").state()).isEqualTo(State.GOING_BACK);
        assertThat(progress("rolled-back", "").state()).isEqualTo(State.BACK);
    }

    private static InPlaceProgress progress(String status, String stages) {
        var parts = new InPlaceParts("begin-upgrade", "upgrade-controllers", "upgrade-roles");
        return new InPlaceTasks(null, null, Map.of("in-place", parts))
                .progress(Json.read(
                        """
                        {"id": 7, "strategy": "in-place", "original_cluster_id": 1, "status": "%s", "created_at": "2026-11-28", "message": null,
                         "stages": [%s]}
                        """
                                .formatted(status, stages)));
    }

    private static String stage(String name, int steps, int done, String status) {
        return """
                {"stage": "%s", "title": "Title", "steps": %d, "done": %d, "status": "%s"}
                """
                .formatted(name, steps, done, status);
    }
}
