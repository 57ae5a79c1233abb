package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.AtOnce;
import org.octane.plan.catalogue.Catalogues;

/** What the operator says of the batches of each role. */
class BatchesByRoleTest {

    private static final PerRole<Integer> NO_CANARY = new PerRole<>(null, Map.of());

    @Test
    void eachRoleHasItsOwnLimitAndThoseNotNamedAreAsPlanned() {
        var asked = new Holds(limits("cinder", "3"), NO_CANARY, false);

        assertThat(sizes(asked, "cinder")).containsExactly(3, 1);
        assertThat(sizes(asked, "compute")).containsExactly(1, 2, 2, 2, 2);
        assertThat(sizes(asked, "ceph-osd")).containsExactly(1, 1, 1, 1);
    }

    @Test
    void serialIsOneAndParallelIsAll() {
        assertThat(sizes(new Holds(limits("compute", "serial"), NO_CANARY, false), "compute"))
                .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(sizes(new Holds(limits("compute", "parallel"), NO_CANARY, false), "compute"))
                .containsExactly(1, 8);
    }

    @Test
    void batchesGrowFromTheCanaryOnUpToTheLimit() {
        assertThat(sizes(new Holds(limits("compute", "4"), NO_CANARY, true), "compute"))
                .containsExactly(1, 1, 2, 4, 1);
        assertThat(sizes(new Holds(limits("cinder", "3"), NO_CANARY, true), "cinder"))
                .containsExactly(1, 2, 1);
    }

    @Test
    void aCanaryIsAsLargeAsTheOperatorSays() {
        var canary = new PerRole<>(null, Map.of("compute", 2));
        assertThat(sizes(new Holds(limits("compute", "5"), canary, false), "compute"))
                .containsExactly(2, 5, 2);
        assertThat(sizes(
                        new Holds(new PerRole<>(AtOnce.of("5"), Map.of()), new PerRole<>(2, Map.of()), false),
                        "cinder"))
                .containsExactly(2, 2);
    }

    @Test
    void aNumberForAllRolesHoldsAsFarAsTheStagesFileLetsIt() {
        var asked = new Holds(new PerRole<>(AtOnce.of("50%"), Map.of()), NO_CANARY, false);

        assertThat(sizes(asked, "ceph-osd")).as("one failure domain").containsExactly(1, 1, 1, 1);
        assertThat(sizes(asked, "cinder")).containsExactly(2, 2);
    }

    @Test
    void moreOfARoleThanTheStagesFileLetsBeAwayIsRefused() {
        refused(
                new Holds(limits("ceph-osd", "2"), NO_CANARY, false),
                "Of role ceph-osd at most 1 may be away at once, whatever is asked for: 2 is too many.");
        refused(
                new Holds(limits("ceph-osd", "parallel"), NO_CANARY, false),
                "Of role ceph-osd at most 1 may be away at once, whatever is asked for: 100% is too many.");
    }

    @Test
    void aRoleWithoutBatchesIsRefused() {
        refused(
                new Holds(limits("computr", "2"), NO_CANARY, false),
                "No stage of this plan takes nodes of role 'computr' in batches; there are ceph-osd, compute, cinder,"
                        + " controller.");
        refused(
                new Holds(limits("controller", "1"), NO_CANARY, false),
                "This plan has no batch of role 'controller': the cloud has no node of it that is left, or it goes with"
                        + " another role.");
        assertThatThrownBy(() -> plan(new Holds(limits("compute", "1"), NO_CANARY, false), List.of("prepare")))
                .isInstanceOf(Refusal.class)
                .hasMessage("No stage of this plan takes nodes of role 'compute' in batches; there are no batches.");
    }

    @Test
    void aCanaryThatIsMoreThanMayBeAwayIsRefused() {
        refused(
                new Holds(limits("compute", "2"), new PerRole<>(null, Map.of("compute", 3)), false),
                "A canary of 3 nodes of role compute is more than the 2 that may be away at once.");
    }

    @Test
    void aFailureBudgetHoldsForTheRolesThatMayHaveOne() {
        var all = budget(new PerRole<>(Budget.nodes(2), Map.of()));

        assertThat(failures(all, "compute")).containsOnly(2);
        assertThat(failures(all, "cinder")).containsOnly(2);
        assertThat(failures(all, "ceph-osd"))
                .as("one at a time, whatever is asked for")
                .containsOnly(0);
        assertThat(failures(budget(new PerRole<>(null, Map.of("cinder", Budget.nodes(1)))), "compute"))
                .containsOnly(0);
        assertThat(failures(budget(new PerRole<>(Budget.nodes(100), Map.of())), "cinder"))
                .as("of four nodes no more can fail")
                .containsOnly(4);
        assertThat(plan(all, List.of()).stages().stream()
                        .flatMap(stage -> stage.batches().stream())
                        .filter(Plan.Batch::canary)
                        .map(Plan.Batch::role))
                .containsExactly("compute");
    }

    @Test
    void aFailureBudgetMayBeAPercentageOfTheNodesOfTheRoleRoundedDown() {
        assertThat(failures(budget(new PerRole<>(null, Map.of("cinder", Budget.of("74%")))), "cinder"))
                .as("of four")
                .containsOnly(2);
        assertThat(failures(budget(new PerRole<>(Budget.of("24%"), Map.of())), "cinder"))
                .as("of each role, whichever there are")
                .containsOnly(0);
        refused(
                budget(new PerRole<>(null, Map.of("cinder", Budget.of("24%")))),
                "A budget of 24% of the 4 nodes of role cinder, rounded down, is none: name a number, or a larger"
                        + " percentage.");
        for (var word : List.of("0%", "101%", "-1", "ten", "1.5%", "")) {
            assertThatThrownBy(() -> Budget.of(word)).hasMessageContaining("nor a percentage such as 10%");
        }
    }

    @Test
    void aFailureBudgetThatCanNotBeIsRefused() {
        refused(
                budget(new PerRole<>(null, Map.of("ceph-osd", Budget.nodes(1)))),
                "Role ceph-osd has no failure budget: at most 1 of its nodes may be away at once, whatever is asked for, and"
                        + " one that has failed is away.");
        refused(
                budget(new PerRole<>(null, Map.of("cinder", Budget.nodes(5)))),
                "A budget of 5 failures of role cinder is more than the 4 nodes that there are of it.");
        refused(
                budget(new PerRole<>(null, Map.of("computr", Budget.nodes(1)))),
                "No stage of this plan takes nodes of role 'computr' in batches; there are ceph-osd, compute, cinder,"
                        + " controller.");
        var update = new PlanOptions(
                "patch",
                List.of(),
                List.of(),
                List.of(),
                true,
                false,
                budget(new PerRole<>(Budget.nodes(1), Map.of())));
        assertThatThrownBy(() -> new Planner(Catalogues.BUILT).plan(cloud(), update))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nor may one fail");
    }

    private static Holds budget(PerRole<Budget> failures) {
        return new Holds(new PerRole<>(null, Map.of()), NO_CANARY, false, List.of(), false, Windows.ALWAYS, failures);
    }

    private static List<Integer> failures(Holds asked, String role) {
        return plan(asked, List.of()).stages().stream()
                .flatMap(stage -> stage.batches().stream())
                .filter(batch -> batch.role().equals(role))
                .map(Plan.Batch::failures)
                .toList();
    }

    @Test
    void anUpdateHasNoBatchesToCut() {
        var options = new PlanOptions(
                "patch", List.of(), List.of(), List.of(), true, false, new Holds(limits("*", "2"), NO_CANARY, false));
        assertThatThrownBy(() -> new Planner(Catalogues.BUILT).plan(cloud(), options))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("one after the other");
    }

    @Test
    void anUpdateThatRunsHasNoBatchesToCutEither() {
        var options = new PlanOptions("patch", List.of(), List.of(), List.of(), null, true, false);
        var rest = new Planner.Rest("update-nodes", null, Map.of("*", List.of(101, 102)), Map.of(), 3);
        assertThatThrownBy(() ->
                        new Planner(Catalogues.BUILT).again(cloud(), options.limited("*", AtOnce.of("2"), null), rest))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("one after the other");
    }

    @Test
    void whatIsNoLimitIsNamed() {
        for (var word : List.of("0", "101%", "0%", "two", "-1", "")) {
            assertThatThrownBy(() -> AtOnce.of(word)).hasMessageStartingWith("'" + word + "' is neither a number of");
        }
    }

    private static void refused(Holds asked, String message) {
        assertThatThrownBy(() -> plan(asked, List.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage(message)
                .extracting("kind")
                .isEqualTo(Refusal.Kind.INVALID);
    }

    private static List<Integer> sizes(Holds asked, String role) {
        return plan(asked, List.of()).stages().stream()
                .flatMap(stage -> stage.batches().stream())
                .filter(batch -> batch.role().equals(role))
                .map(batch -> batch.nodes().size())
                .toList();
    }

    private static PerRole<AtOnce> limits(String role, String word) {
        return new PerRole<>(null, Map.of(role, AtOnce.of(word)));
    }

    private static Plan plan(Holds asked, List<String> stages) {
        return new Planner(Catalogues.BUILT)
                .plan(cloud(), new PlanOptions("side-by-side", List.of(), stages, List.of(), true, false, asked));
    }

    private static Cloud cloud() {
        var nodes = new ArrayList<Cloud.Node>();
        nodes.addAll(members(1, 3, "controller"));
        nodes.addAll(members(101, 9, "compute"));
        nodes.addAll(members(201, 4, "cinder"));
        nodes.addAll(members(1001, 4, "ceph-osd"));
        return JunoCloud.of(nodes, JunoCloud.spares());
    }

    private static List<Cloud.Node> members(int first, int count, String role) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> new Cloud.Node(id, "node-" + id, 1, List.of(role), "ready", true))
                .toList();
    }
}
