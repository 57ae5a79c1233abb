package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.Catalogues;

/** What of a plan waits until it is its turn. */
class TurnsTest {

    private static final List<String> NONE = List.of();

    @Test
    void aPersonIsAskedForEachBatchAfterTheFirstOneOfItsRole() {
        var plan = plan("side-by-side", holds(NONE, true, NONE), NONE);

        assertThat(turns(plan, "upgrade-node"))
                .containsExactly(
                        "batch of roles ceph-osd and compute: node-1002, node-102, node-103",
                        "batch of role compute: node-104");
        assertThat(plan.stages().get(5).groups().stream()
                        .filter(TurnsTest::isTurn)
                        .map(Plan.Group::unit))
                .as("they belong to their batches")
                .doesNotContainNull();
    }

    @Test
    void aStageThatIsNamedBeginsOnlyOnceAPersonHasApproved() {
        var plan = plan("side-by-side", holds(List.of("upgrade-node"), false, NONE), NONE);

        assertThat(isTurn(plan.stages().get(5).groups().get(0))).isTrue();
        assertThat(turns(plan, "upgrade-node"))
                .containsExactly("stage upgrade-node: The other nodes move to the seed with their data in place");
        assertThat(turns(plan, "upgrade-db")).isEmpty();
    }

    @Test
    void whatAsksItselfIsNotAskedTwice() {
        var options = new PlanOptions(
                "side-by-side", List.of(), List.of(), List.of(), true, true, holds(List.of("upgrade-db"), false, NONE));
        var plan = new Planner(Catalogues.BUILT).plan(cloud(), options);

        assertThat(turns(plan, "upgrade-db")).isEmpty();
        assertThat(plan.stages().get(2).groups().get(0).steps().get(0).name()).isEqualTo("approval");
    }

    /** Who is asked may be asleep until the window is over. */
    @Test
    void anInteractiveUpgradeWaitsForTheWindowAfterItHasAsked() {
        var options = new PlanOptions(
                "side-by-side",
                List.of(),
                List.of(),
                List.of(),
                true,
                true,
                holds(NONE, false, List.of("20:00-08:00")));
        var plan = new Planner(Catalogues.BUILT).plan(cloud(), options);

        assertThat(plan.stages().get(2).steps().map(Plan.Step::name))
                .startsWith("approval", Catalogue.TURN.name(), "remember-control");
    }

    @Test
    void batchesAndWhatClosesTheApiWaitForAWindow() {
        var plan = plan("side-by-side", holds(NONE, false, List.of("20:00-08:00")), NONE);

        assertThat(turns(plan, "upgrade-db")).hasSize(1);
        assertThat(turns(plan, "upgrade-ceph")).as("the API is closed already").isEmpty();
        assertThat(turns(plan, "upgrade-node")).hasSize(3);
        var closes = plan.stages().get(2).groups().get(0).steps().get(0);
        assertThat(closes.with())
                .containsEntry("windows", "20:00-08:00 Z")
                .containsEntry(
                        "takes",
                        Long.toString(plan.closed().orElseThrow().atMost().toSeconds()))
                .containsEntry("approval", "false");
    }

    @Test
    void aStageOfAClosedApiAloneWaitsForNothing() {
        assertThatThrownBy(
                        () -> plan("side-by-side", holds(NONE, false, List.of("20:00-08:00")), List.of("upgrade-ceph")))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "Nothing of this plan waits for a window: it takes no nodes in batches and does not close the"
                                + " API.");
    }

    @Test
    void whatFitsInNoWindowIsRefused() {
        assertThatThrownBy(
                        () -> plan("side-by-side", holds(NONE, false, List.of("22:00-22:30")), List.of("upgrade-node")))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(
                        "No window is long enough for batch of roles ceph-osd and compute: node-1001, node-101: it takes about 3")
                .hasMessageEndingWith("(22:00-22:30 Z).");
        assertThatThrownBy(
                        () -> plan("side-by-side", holds(NONE, false, List.of("22:00-22:01")), List.of("upgrade-db")))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(
                        "No window is long enough for stage upgrade-db: State databases move to the seed");
    }

    @Test
    void whatThereIsNothingToApproveOfIsRefused() {
        assertThatThrownBy(() -> plan("side-by-side", holds(List.of("upgrade-nodes"), false, NONE), NONE))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("This plan has no stage 'upgrade-nodes' to approve of; it has prepare, ");
        assertThatThrownBy(() -> plan("side-by-side", holds(NONE, true, NONE), List.of("upgrade-db")))
                .isInstanceOf(Refusal.class)
                .hasMessage("This plan has no batches to approve of.");
    }

    @Test
    void anUpdateWaitsForItsTurnNodeByNode() {
        var plan = plan("patch", holds(NONE, false, List.of("20:00-08:00")), NONE);

        assertThat(turns(plan, "update-nodes")).hasSize(9);
    }

    private static Holds holds(List<String> approveBefore, boolean approveBatches, List<String> windows) {
        return new Holds(
                PerRole.nothing(),
                new PerRole<>(null, Map.of()),
                false,
                approveBefore,
                approveBatches,
                Windows.of(windows, ZoneOffset.UTC));
    }

    private static List<String> turns(Plan plan, String stage) {
        return plan.stages().stream()
                .filter(each -> each.name().equals(stage))
                .flatMap(Plan.Stage::steps)
                .filter(step -> step.name().equals(Catalogue.TURN.name()))
                .map(step -> step.with().get("next"))
                .toList();
    }

    private static boolean isTurn(Plan.Group group) {
        return group.steps().get(0).name().equals(Catalogue.TURN.name());
    }

    private static Plan plan(String strategy, Holds holds, List<String> stages) {
        return new Planner(Catalogues.BUILT)
                .plan(cloud(), new PlanOptions(strategy, List.of(), stages, List.of(), true, false, holds));
    }

    private static Cloud cloud() {
        var nodes = new ArrayList<Cloud.Node>();
        nodes.addAll(members(1, 3, "controller"));
        nodes.addAll(members(101, 4, "compute"));
        nodes.addAll(members(1001, 2, "ceph-osd"));
        return JunoCloud.of(nodes, JunoCloud.spares());
    }

    private static List<Cloud.Node> members(int first, int count, String role) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> new Cloud.Node(id, "node-" + id, 1, List.of(role), "ready", true))
                .toList();
    }
}
