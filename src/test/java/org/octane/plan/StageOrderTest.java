package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.Catalogues;

/** Which stages of the program may run, after what happened to an original and its seed. */
class StageOrderTest {

    private static final Planner PLANNER = new Planner(Catalogues.BUILT);

    private final List<StageRun> runs = new ArrayList<>();
    private Integer seed = 5;
    private List<Integer> computes = List.of(4, 6);
    private List<Integer> controllers = List.of(1);

    @BeforeEach
    void theSeedIsThere() {
        succeeded("prepare", "upgrade-env");
    }

    @Test
    void theControlPlaneDoesNotSwitchWithoutCephsMonitors() {
        seed = null;
        runs.clear();
        refused(
                List.of("prepare", "upgrade-env", "upgrade-db", "upgrade-control"),
                "Stage upgrade-control comes after upgrade-ceph, which has not succeeded for cluster 1."
                        + " Run it as well: octane upgrade --env 1"
                        + " --stages prepare,upgrade-env,upgrade-db,upgrade-ceph,upgrade-control");
    }

    @Test
    void theServingControllersAreNotCutOffRightAfterTheSeedIsMade() {
        refused(
                List.of("upgrade-control"),
                "Stage upgrade-control comes after upgrade-ceph, which has not succeeded for cluster 1 and its seed 5."
                        + " First run: octane upgrade-db 5");
    }

    @Test
    void theOriginalIsNotCleanedAwayBeforeItsNodesHaveMoved() {
        refused(
                List.of("cleanup-env"),
                "Stage cleanup-env comes after upgrade-node, which has not succeeded for cluster 1 and its seed 5."
                        + " First run: octane upgrade-db 5");
    }

    @Test
    void aStageRunsAfterThoseBeforeItInTheSamePlan() {
        allowed("upgrade-db", "upgrade-ceph", "upgrade-control", "upgrade-node", "cleanup-env", "cleanup-fuel");
    }

    @Test
    void aStageThatFoundNothingToDoHasSucceeded() {
        succeeded("upgrade-db");
        runs.add(new StageRun("upgrade-ceph", false, true));
        allowed("upgrade-control");
    }

    @Test
    void theLastRunCounts() {
        succeeded("upgrade-db");
        runs.add(new StageRun("upgrade-db", true, false));
        refused(
                List.of("upgrade-ceph"),
                "Stage upgrade-ceph comes after upgrade-db, which has not succeeded for cluster 1 and its seed 5."
                        + " First run: octane upgrade-db 5");
    }

    @Test
    void aRunThatNeverBeganChangesNothing() {
        succeeded("upgrade-db");
        runs.add(new StageRun("upgrade-db", false, false));
        allowed("upgrade-ceph");
    }

    @Test
    void theFuelMasterIsPreparedAgainAfterItWasPutBack() {
        succeeded("upgrade-db", "upgrade-ceph", "upgrade-control", "cleanup-fuel");
        refused(
                List.of("upgrade-node"),
                "Stage upgrade-node comes after prepare, which has not succeeded. First run: octane prepare --env 1");
    }

    @Test
    void nodesThatAreLeftMoveFirst() {
        succeeded("upgrade-db", "upgrade-ceph", "upgrade-control", "upgrade-node");
        refused(
                List.of("cleanup-env"),
                "Stage cleanup-env comes after upgrade-node, and nodes 4, 6 have not moved."
                        + " First run: octane upgrade-node 4 6 5");
    }

    @Test
    void nodesThatNobodyNamedMoveFirst() {
        succeeded("upgrade-db", "upgrade-ceph", "upgrade-control");
        var options = options(List.of("upgrade-node", "cleanup-env"), List.of(4));
        assertThatThrownBy(() -> check(options))
                .hasMessage("Stage cleanup-env comes after upgrade-node, and node 6 has not moved."
                        + " First run: octane upgrade-node 4 6 5");
    }

    @Test
    void onceAllNodesHaveMovedTheOriginalIsCleanedAway() {
        succeeded("upgrade-db", "upgrade-ceph", "upgrade-control", "upgrade-node");
        computes = List.of();
        allowed("cleanup-env");
    }

    private void succeeded(String... stages) {
        for (var stage : stages) {
            runs.add(new StageRun(stage, true, true));
        }
    }

    private void allowed(String... stages) {
        assertThatCode(() -> check(options(List.of(stages), List.of()))).doesNotThrowAnyException();
    }

    @Test
    void whatAPlanInPlaceLacksIsRunByThatPlanToo() {
        controllers = List.of(1, 2, 3);
        seed = null;
        runs.clear();
        refused(
                new PlanOptions("in-place", List.of(), List.of("begin-upgrade"), List.of(), null, true, false),
                "Stage begin-upgrade comes after prepare, which has not succeeded."
                        + " First run: octane upgrade --env 1 --strategy in-place --stages prepare");
        refused(
                new PlanOptions("in-place", List.of(), List.of("prepare", "close-api"), List.of(), null, true, false),
                "Stage close-api comes after begin-upgrade, which has not succeeded for cluster 1."
                        + " Run it as well: octane upgrade --env 1 --strategy in-place --stages prepare,begin-upgrade,close-api");
    }

    private void refused(List<String> stages, String sentence) {
        refused(options(stages, List.of()), sentence);
    }

    private void refused(PlanOptions options, String sentence) {
        assertThatThrownBy(() -> check(options))
                .isInstanceOf(Refusal.class)
                .hasMessage(sentence)
                .extracting("kind")
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    private void check(PlanOptions options) {
        var plan = PLANNER.plan(cloud(), options);
        new StageOrder(PLANNER, cloud(), options, runs).check(plan);
    }

    private static PlanOptions options(List<String> stages, List<Integer> nodes) {
        return new PlanOptions("side-by-side", List.of(), stages, nodes, null, true, false);
    }

    private Cloud cloud() {
        var nodes = new ArrayList<Cloud.Node>();
        controllers.forEach(id -> nodes.add(new Cloud.Node(id, "node-" + id, 1, List.of("controller"), "ready", true)));
        computes.forEach(id -> nodes.add(new Cloud.Node(id, "node-" + id, 1, List.of("compute"), "ready", true)));
        if (seed != null) {
            nodes.add(new Cloud.Node(10, "node-10", seed, List.of("controller"), "ready", true));
        }
        return new Cloud(
                1,
                "prod",
                new Cloud.Release(2, "Juno", "2014.2.2-6.1", "Ubuntu"),
                new Cloud.Release(4, "Kilo", "2015.1.0-7.0", "Ubuntu"),
                seed,
                nodes,
                List.of(new Cloud.Node(11, "node-11", null, List.of(), "discover", true)));
    }
}
