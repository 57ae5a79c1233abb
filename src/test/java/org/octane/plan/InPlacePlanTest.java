package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.Catalogues;

/** What the plan in-place makes of clouds. */
class InPlacePlanTest {

    private final List<Cloud.Node> nodes = new ArrayList<>();
    private Set<Integer> moved = Set.of();

    @Test
    void thePrimaryControllerComesFirstAndTheOthersFollowOneByOne() {
        threeControllers();
        assertThat(nodesOf("provision-controllers")).containsExactly(List.of(2));
        assertThat(nodesOf("move-controller")).containsExactly(List.of(1), List.of(3));
        assertThat(nodesOf("return-cluster")).containsExactly(List.of(1), List.of(3));
        assertThat(nodesOf("maintenance-page")).containsExactly(List.of(1), List.of(2), List.of(3));
        assertThat(nodesOf("count-databases")).containsExactly(List.of(1));
        assertThat(nodesOf("unpin-rpc-level")).contains(List.of(1), List.of(2), List.of(3));
    }

    @Test
    void oneThatHasTheReleaseAlreadyIsTheFirstWhoeverIsThePrimary() {
        threeControllers();
        moved = Set.of(3);
        assertThat(nodesOf("return-to-isolation")).containsExactly(List.of(3));
        assertThat(nodesOf("switch-task")).containsExactly(List.of(1, 2, 3));
        assertThat(nodesOf("move-controller")).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void nodesOfAllOtherRolesFollowInBatchesAndEachOnce() {
        threeControllers();
        node(4, "compute", "ceph-osd");
        node(5, "compute");
        node(6, "compute");
        node(7, "cinder");
        node(8, "mongo");
        assertThat(nodesOf("move-nodes")).containsExactly(List.of(4, 5), List.of(6), List.of(7), List.of(8));
        assertThat(nodesOf("set-noout")).hasSize(1);
        assertThat(nodesOf("keep-osd-partition")).containsExactly(List.of(4));
        assertThat(nodesOf("keep-data-partitions"))
                .as("whatever other roles a node has")
                .containsExactly(List.of(4), List.of(5), List.of(6), List.of(7), List.of(8));
    }

    /** Nobody looks for a cluster that is not there. */
    @Test
    void noTitleAndNoWayBackSpeaksOfASeed() {
        threeControllers();
        node(4, "compute", "ceph-osd", "cinder");
        assertThat(plan(List.of()).stages().stream().flatMap(Plan.Stage::steps))
                .isNotEmpty()
                .noneMatch(step -> (step.title() + step.undo() + step.irreversible()).contains("seed"));
    }

    @Test
    void theApiIsClosedFromTheMaintenanceToTheSwitch() {
        threeControllers();
        var closed = plan(List.of()).closed().orElseThrow();
        assertThat(closed.from()).isEqualTo("close-api");
        assertThat(closed.until()).isEqualTo("switch-control");
        assertThat(closed.atMost()).isBetween(java.time.Duration.ofMinutes(50), java.time.Duration.ofMinutes(80));
        assertThat(plan(List.of("upgrade-roles")).closed()).isEmpty();
    }

    @Test
    void withTheSecondControllerTheWayBackEnds() {
        threeControllers();
        var forGood = plan(List.of()).stages().stream()
                .filter(stage -> stage.steps().anyMatch(step -> step.irreversible() != null))
                .map(Plan.Stage::name)
                .toList();
        assertThat(forGood).startsWith("upgrade-controllers");
    }

    @Test
    void whatCannotBeInstalledInItsPlaceIsRefused() {
        node(1, "controller");
        refused("has no second controller, which would keep the databases");
        node(2, "controller", "ceph-osd");
        refused("what else they do would be lost: node-2 has role ceph-osd");
        nodes.remove(1);
        node(2, "controller", "elasticsearch_kibana");
        refused("what else they do would be lost: node-2 has role elasticsearch_kibana");
        nodes.remove(1);
        node(2, "controller");
        assertThat(plan(List.of()).stages()).hasSize(10);
        assertThatThrownBy(() -> new Planner(Catalogues.BUILT)
                        .plan(
                                cloud(),
                                new PlanOptions("in-place", List.of(9), List.of(), List.of(), null, true, false)))
                .hasMessageContaining("it needs no servers");
    }

    @Test
    void aPersonIsAskedBeforeTheApiClosesWhereThatIsWanted() {
        threeControllers();
        var options = new PlanOptions("in-place", List.of(), List.of(), List.of(), null, true, true);
        var asking = new Planner(Catalogues.BUILT).plan(cloud(), options);
        var stage = asking.stages().stream()
                .filter(each -> each.steps().anyMatch(step -> step.name().equals("approval")));
        assertThat(stage.map(Plan.Stage::name)).containsExactly("close-api");
        assertThat(nodesOf("approval")).isEmpty();
    }

    private void refused(String sentence) {
        assertThatThrownBy(() -> plan(List.of())).isInstanceOf(Refusal.class).hasMessageContaining(sentence);
    }

    private void threeControllers() {
        node(1, "controller");
        node(2, "controller", "primary-controller");
        node(3, "controller");
    }

    private void node(int id, String... roles) {
        nodes.add(new Cloud.Node(id, "node-" + id, 1, List.of(roles), "ready", true));
    }

    private List<List<Integer>> nodesOf(String step) {
        return plan(List.of()).stages().stream()
                .flatMap(Plan.Stage::steps)
                .filter(each -> each.name().equals(step))
                .map(Plan.Step::nodes)
                .toList();
    }

    private Plan plan(List<String> stages) {
        return new Planner(Catalogues.BUILT)
                .plan(cloud(), new PlanOptions("in-place", List.of(), stages, List.of(), null, true, false));
    }

    private Cloud cloud() {
        var juno = new Cloud.Release(2, "Juno", "2014.2.2-6.1", "Ubuntu");
        var kilo = new Cloud.Release(4, "Kilo", "2015.1.0-7.0", "Ubuntu");
        return new Cloud(1, "cloud", juno, kilo, null, nodes, List.of(), moved);
    }
}
