package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.Catalogues;
import org.octane.plan.catalogue.StepDefinition;

class PlannerTest {

    @Test
    void thePlanHasTheEightStagesInTheOrderOfTheSeedDocument() {
        assertThat(new Planner(Catalogues.BUILT).plan(cloud(3, 3, 3), options()).stages())
                .extracting(Plan.Stage::name)
                .containsExactly(
                        "prepare",
                        "upgrade-env",
                        "upgrade-db",
                        "upgrade-ceph",
                        "upgrade-control",
                        "upgrade-node",
                        "cleanup-env",
                        "cleanup-fuel");
    }

    @Test
    void everyStepSaysHowItIsTakenBackOrWhyItCannotBe() {
        assertThat(steps(new Planner(Catalogues.BUILT).plan(cloud(3, 3, 3), options())))
                .allMatch(step -> (step.undo() == null) != (step.irreversible() == null));
    }

    @Test
    void computesMoveInBatchesAfterACanary() {
        var plan = new Planner(Catalogues.BUILT).plan(cloud(3, 6, 0), options());
        assertThat(nodesOf(plan, "provision-nodes"))
                .containsExactly(List.of(101), List.of(102, 103), List.of(104, 105), List.of(106));
    }

    @Test
    void theOperatorSaysHowManyMayBeAwayAtOnce() {
        var plan = new Planner(Catalogues.BUILT).plan(cloud(3, 7, 0), with(List.of(), List.of(), List.of(), "50%"));
        assertThat(nodesOf(plan, "provision-nodes"))
                .containsExactly(List.of(101), List.of(102, 103, 104), List.of(105, 106, 107));
    }

    @Test
    void osdNodesMoveOneAfterTheOtherAndNoDataMovesInBetween() {
        var plan = new Planner(Catalogues.BUILT).plan(cloud(3, 0, 3), options());
        var names = plan.stages().get(5).groups().stream()
                .flatMap(group -> group.steps().stream().map(Plan.Step::name))
                .toList();
        assertThat(nodesOf(plan, "provision-nodes")).containsExactly(List.of(1001), List.of(1002), List.of(1003));
        assertThat(names.stream()
                        .filter(List.of("set-noout", "provision-nodes", "prove-osds", "unset-noout")::contains))
                .as("for each of them")
                .containsSequence("set-noout", "provision-nodes", "prove-osds", "unset-noout")
                .hasSize(12);
    }

    @Test
    void aCloudWithoutCephHasNothingToMoveOfIt() {
        var plan = new Planner(Catalogues.BUILT).plan(cloud(3, 3, 0), options());

        assertThat(plan.stages().get(3).name()).isEqualTo("upgrade-ceph");
        assertThat(plan.stages().get(3).groups()).isEmpty();
        assertThat(nodesOf(plan, "set-noout")).isEmpty();
        assertThat(nodesOf(plan, "noout-off")).hasSize(1);
    }

    @Test
    void theVolumesOfCinderAreKeptWhateverElseItsNodeDoes() {
        var cloud = cloud(
                3,
                0,
                0,
                new Cloud.Node(300, "node-300", 1, List.of("compute", "cinder"), "ready", true),
                new Cloud.Node(301, "node-301", 1, List.of("ceph-osd", "cinder"), "ready", true));
        assertThat(nodesOf(new Planner(Catalogues.BUILT).plan(cloud, options()), "keep-cinder-partition"))
                .containsExactlyInAnyOrder(List.of(300), List.of(301));
    }

    @Test
    void aNodeOfSeveralRolesMovesOnce() {
        var cloud = cloud(3, 0, 0, new Cloud.Node(300, "node-300", 1, List.of("compute", "ceph-osd"), "ready", true));
        assertThat(nodesOf(new Planner(Catalogues.BUILT).plan(cloud, options()), "provision-nodes"))
                .containsExactly(List.of(300));
    }

    @Test
    void onlyTheNodesNamedByTheOperatorMove() {
        var plan = new Planner(Catalogues.BUILT)
                .plan(cloud(3, 3, 3), with(List.of(), List.of("upgrade-node"), List.of(102), null));
        assertThat(nodesOf(plan, "provision-nodes")).containsExactly(List.of(102));
    }

    @Test
    void theThreeSpareServersBecomeControllersTogether() {
        assertThat(nodesOf(new Planner(Catalogues.BUILT).plan(cloud(3, 3, 3), options()), "assign-controllers"))
                .containsExactly(List.of(10, 11, 12));
    }

    @Test
    void anUnknownControllerIsRefused() {
        refused(
                with(List.of(99), List.of(), List.of(), null),
                Refusal.Kind.NOT_FOUND,
                "Node with id 99 was not found.");
    }

    @Test
    void aControllerGivenTwiceIsRefused() {
        refused(
                with(List.of(10, 10), List.of(), List.of(), null),
                Refusal.Kind.INVALID,
                "A controller is named twice: [10, 10].");
    }

    @Test
    void aServerInUseIsNoSpareServer() {
        refused(
                with(List.of(101), List.of(), List.of(), null),
                Refusal.Kind.CONFLICT,
                "Node 101 belongs to a cluster, it is no spare server.");
    }

    @Test
    void moreThanThreeAdditionalServersAreRefused() {
        refused(
                with(List.of(10, 11, 12, 13), List.of(), List.of(), null),
                Refusal.Kind.INVALID,
                "An upgrade takes at most 3 additional servers.");
    }

    @Test
    void anUnknownStageIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> new Planner(Catalogues.BUILT)
                        .plan(cloud(3, 1, 0), with(List.of(), List.of("upgrade-all"), List.of(), null)))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Strategy 'side-by-side' has no stage 'upgrade-all'; it has prepare,");
    }

    @Test
    void aPlanForTwoHundredNodesIsMadeWithinASecond() {
        // The first one loads classes.
        new Planner(Catalogues.BUILT).plan(cloud(3, 150, 50), options());
        var begin = Instant.now();
        var plan = new Planner(Catalogues.BUILT).plan(cloud(3, 150, 50), options());
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(nodesOf(plan, "provision-nodes").stream()
                        .mapToInt(List::size)
                        .sum())
                .isEqualTo(200);
    }

    @Test
    void resultsThatStepsUseAreLeftByEarlierStepsOfTheSameStage() {
        for (var stage :
                new Planner(Catalogues.BUILT).plan(cloud(3, 3, 3), options()).stages()) {
            var before = new ArrayList<String>();
            for (var group : stage.groups()) {
                for (var step : group.steps()) {
                    step.uses().values().stream()
                            .filter(result -> !result.startsWith(StepDefinition.UNDONE))
                            .forEach(result -> assertThat(before)
                                    .as(step.name() + " uses " + result)
                                    .contains(result.substring(0, result.indexOf('.'))));
                }
                group.steps().forEach(step -> before.add(step.name()));
            }
        }
    }

    private static void refused(PlanOptions options, Refusal.Kind kind, String message) {
        assertThatThrownBy(() -> new Planner(Catalogues.BUILT).plan(cloud(3, 3, 3), options))
                .isInstanceOf(Refusal.class)
                .hasMessage(message)
                .extracting("kind")
                .isEqualTo(kind);
    }

    private static List<List<Integer>> nodesOf(Plan plan, String step) {
        return steps(plan).stream()
                .filter(s -> s.name().equals(step))
                .map(Plan.Step::nodes)
                .collect(Collectors.toList());
    }

    private static List<Plan.Step> steps(Plan plan) {
        return plan.stages().stream()
                .flatMap(stage -> stage.groups().stream())
                .flatMap(group -> group.steps().stream())
                .toList();
    }

    private static PlanOptions options() {
        return with(List.of(), List.of(), List.of(), null);
    }

    private static PlanOptions with(
            List<Integer> controllers, List<String> stages, List<Integer> nodes, String maxUnavailable) {
        return new PlanOptions("side-by-side", controllers, stages, nodes, maxUnavailable, true, false);
    }

    private static Cloud cloud(int controllers, int computes, int osds, Cloud.Node... more) {
        var nodes = new ArrayList<Cloud.Node>();
        nodes.addAll(members(1, controllers, "controller"));
        nodes.addAll(members(101, computes, "compute"));
        nodes.addAll(members(1001, osds, "ceph-osd"));
        nodes.addAll(List.of(more));
        return JunoCloud.of(nodes, JunoCloud.spares());
    }

    private static List<Cloud.Node> members(int first, int count, String role) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> new Cloud.Node(id, "node-" + id, 1, List.of(role), "ready", true))
                .toList();
    }
}
