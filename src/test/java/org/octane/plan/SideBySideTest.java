package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.Catalogues;

/** What the plan side-by-side makes of clouds. */
class SideBySideTest {

    private final List<Cloud.Node> nodes = new ArrayList<>();

    @Test
    void theControllersOfTheSeedAreInstalledInOneCast() {
        controllers();
        assertThat(steps("provision-controllers", List.of())).containsExactly(List.of(10, 11, 12));
        assertThat(steps("isolate-controllers", List.of())).containsExactly(List.of(10), List.of(11), List.of(12));
    }

    @Test
    void whatDoesNotWaitForEachOtherRunsAtTheSameTime() {
        controllers();
        var groups = plan(List.of()).stages().stream()
                .flatMap(stage -> stage.groups().stream())
                .map(group ->
                        group.steps().stream().map(Plan.Step::name).distinct().toList())
                .toList();
        assertThat(groups)
                .contains(
                        List.of(
                                "migrate-keystone",
                                "migrate-nova",
                                "migrate-heat",
                                "migrate-glance",
                                "migrate-neutron",
                                "migrate-cinder"),
                        List.of("stop-cluster-services", "stop-services"),
                        List.of("drop-dump"))
                .doesNotContain(List.of("migrate-nova"), List.of("stop-services"));
    }

    @Test
    void theSeedsServicesStopBeforeTheApiIsClosed() {
        controllers();
        var names = plan(List.of()).stages().stream()
                .flatMap(Plan.Stage::steps)
                .map(Plan.Step::name)
                .toList();
        assertThat(names.lastIndexOf("stop-services")).isLessThan(names.indexOf("maintenance-page"));
    }

    @Test
    void computesGoOneFirstAndThenTwoAtOnce() {
        controllers();
        node(4, "compute");
        node(5, "compute");
        node(6, "compute");
        assertThat(steps("provision-nodes", List.of())).containsExactly(List.of(4), List.of(5, 6));
        assertThat(steps("evacuate", List.of())).containsExactly(List.of(4), List.of(5), List.of(6));
        assertThat(steps("release-osds", List.of())).isEmpty();
    }

    @Test
    void aNodeOfTwoRolesMovesOnceWithTheStepsOfBoth() {
        controllers();
        node(4, "compute", "ceph-osd");
        node(5, "compute");
        assertThat(steps("reassign", List.of())).containsExactly(List.of(4, 5));
        assertThat(steps("release-osds", List.of())).containsExactly(List.of(4));
        assertThat(steps("evacuate", List.of())).containsExactly(List.of(4), List.of(5));
    }

    /** It is the way back, and would be refused in the middle: a controller of the seed has its addresses. */
    @Test
    void aControllerWithOtherRolesMovesOnlyIfItIsNamed() {
        nodes.add(new Cloud.Node(1, "node-1", 1, List.of("controller", "ceph-osd"), "ready", true));
        node(7, "ceph-osd");
        assertThat(steps("reassign", List.of())).containsExactly(List.of(7));
        assertThat(steps("reassign", List.of(1))).containsExactly(List.of(1));
        assertThat(steps("release-osds", List.of(1))).containsExactly(List.of(1));
    }

    @Test
    void aNodeThatIsMarkedForDeletionIsInNoBatch() {
        controllers();
        nodes.add(new Cloud.Node(8, "node-8", 1, List.of("ceph-osd"), "ready", true, true));
        node(7, "ceph-osd");
        assertThat(steps("reassign", List.of())).containsExactly(List.of(7));
        assertThatThrownBy(() -> steps("reassign", List.of(8))).hasMessageContaining("Node 8 is marked for deletion");
    }

    @Test
    void anOriginalControllerMovesOnlyIfItIsNamed() {
        controllers();
        node(4, "compute");
        assertThat(steps("reassign-controller", List.of())).isEmpty();
        assertThat(steps("reassign-controller", List.of(2))).containsExactly(List.of(2));
        assertThat(steps("reassign", List.of(2))).isEmpty();
    }

    @Test
    void aPersonIsAskedBeforeTheApiClosesWhereThatIsWanted() {
        controllers();
        assertThat(steps("approval", List.of())).isEmpty();
        var asking = plan(new PlanOptions("side-by-side", List.of(), List.of(), List.of(), null, true, true));
        var names = asking.stages().stream()
                .filter(stage -> stage.name().equals("upgrade-db"))
                .flatMap(Plan.Stage::steps)
                .map(Plan.Step::name)
                .toList();
        assertThat(names).startsWith("approval", "remember-control");
        assertThat(asking.stages().stream().flatMap(Plan.Stage::steps).filter(step -> step.name()
                        .equals("approval")))
                .hasSize(1);
    }

    @Test
    void whatCannotBeTakenBackSaysSo() {
        controllers();
        node(4, "compute");
        var steps = plan(List.of()).stages().stream()
                .flatMap(stage -> stage.groups().stream())
                .flatMap(group -> group.steps().stream());
        assertThat(steps).allMatch(step -> (step.undo() == null) != (step.irreversible() == null));
    }

    private void controllers() {
        node(1, "controller");
        node(2, "controller");
        node(3, "controller");
    }

    private void node(int id, String... roles) {
        nodes.add(new Cloud.Node(id, "node-" + id, 1, List.of(roles), "ready", true));
    }

    private List<List<Integer>> steps(String name, List<Integer> named) {
        return plan(named).stages().stream()
                .flatMap(stage -> stage.groups().stream())
                .flatMap(group -> group.steps().stream())
                .filter(step -> step.name().equals(name))
                .map(Plan.Step::nodes)
                .toList();
    }

    private Plan plan(List<Integer> named) {
        return plan(new PlanOptions("side-by-side", List.of(), List.of(), named, null, true, false));
    }

    private Plan plan(PlanOptions options) {
        var spares = List.of(10, 11, 12).stream()
                .map(id -> new Cloud.Node(id, "node-" + id, null, List.of(), "discover", true))
                .toList();
        var cloud = new Cloud(
                1,
                "sample",
                new Cloud.Release(2, "Juno", "2014.2.2-6.1", "Ubuntu"),
                new Cloud.Release(4, "Kilo", "2015.1.0-7.0", "Ubuntu"),
                null,
                nodes,
                spares);
        return new Planner(Catalogues.BUILT).plan(cloud, options);
    }
}
