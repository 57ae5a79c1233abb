package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.AtOnce;
import org.octane.plan.catalogue.Catalogues;

/** OSD nodes and computes go in the same batches, each role within its own limit. */
class TogetherTest {

    private static final PerRole<Integer> NO_CANARY = new PerRole<>(null, Map.of());

    private final List<Cloud.Node> nodes = new ArrayList<>();

    @Test
    void eachBatchHasTheNextPartOfEachRoleUntilOneIsThrough() {
        nodes(4, 5, "compute");
        nodes(20, 3, "ceph-osd");

        assertThat(casts(Holds.NONE)).containsExactly(List.of(20, 4), List.of(21, 5, 6), List.of(22, 7, 8));
        nodes(9, 1, "compute");
        assertThat(casts(Holds.NONE)).containsExactly(List.of(20, 4), List.of(21, 5, 6), List.of(22, 7, 8), List.of(9));
    }

    @Test
    void moreOsdNodesThanComputesGoOnAlone() {
        nodes(4, 1, "compute");
        nodes(20, 3, "ceph-osd");

        assertThat(casts(Holds.NONE)).containsExactly(List.of(20, 4), List.of(21), List.of(22));
    }

    @Test
    void ofOneRoleAloneNothingIsElse() {
        nodes(20, 2, "ceph-osd");
        assertThat(casts(Holds.NONE)).containsExactly(List.of(20), List.of(21));
        nodes.clear();
        nodes(4, 3, "compute");
        assertThat(casts(Holds.NONE)).containsExactly(List.of(4), List.of(5, 6));
        assertThat(batches(Holds.NONE)).extracting(Plan.Batch::unit).containsExactly(1, 2);
    }

    @Test
    void aNodeOfBothRolesCountsForBoth() {
        nodes(4, 4, "compute");
        nodes(20, 2, "ceph-osd", "compute");
        nodes(22, 1, "ceph-osd");

        assertThat(casts(Holds.NONE))
                .as("two computes at most, of which one is an OSD node")
                .containsExactly(List.of(20, 4), List.of(21, 5), List.of(22, 6, 7));
        assertThat(casts(limit("compute", "1")))
                .as("one compute at most")
                .containsExactly(List.of(20), List.of(21), List.of(22, 4), List.of(5), List.of(6), List.of(7));
    }

    @Test
    void whereEveryComputeIsAnOsdNodeItsLimitIsTheirs() {
        nodes(20, 3, "ceph-osd", "compute");
        assertThat(casts(limit("ceph-osd", "1"))).containsExactly(List.of(20), List.of(21), List.of(22));
    }

    @Test
    void theCanaryAndGrowingSizesAreThoseOfTheRole() {
        nodes(4, 9, "compute");
        nodes(20, 2, "ceph-osd");
        var canary = new Holds(
                new PerRole<>(null, Map.of("compute", AtOnce.of("4"))),
                new PerRole<>(null, Map.of("compute", 2)),
                false);
        assertThat(casts(canary)).containsExactly(List.of(20, 4, 5), List.of(21, 6, 7, 8, 9), List.of(10, 11, 12));
        assertThat(batches(canary).stream().filter(Plan.Batch::canary))
                .singleElement()
                .satisfies(batch -> assertThat(batch.nodes()).containsExactly(4, 5));
        var growing = new Holds(new PerRole<>(null, Map.of("compute", AtOnce.of("4"))), NO_CANARY, true);
        assertThat(casts(growing))
                .containsExactly(List.of(20, 4), List.of(21, 5), List.of(6, 7), List.of(8, 9, 10, 11), List.of(12));
    }

    @Test
    void eachRoleHasItsShareOfABatchAndTheyGoThroughTheSameGroups() {
        nodes(4, 3, "compute");
        nodes(20, 2, "ceph-osd");

        assertThat(batches(Holds.NONE))
                .extracting(batch -> batch.number() + " " + batch.unit() + " " + batch.role() + " " + batch.row() + " "
                        + batch.atOnce() + " " + batch.nodes())
                .containsExactly(
                        "1 1 ceph-osd ceph-osd 1 [20]",
                        "2 1 compute ceph-osd 2 [4]",
                        "3 3 ceph-osd ceph-osd 1 [21]",
                        "4 3 compute ceph-osd 2 [5, 6]");
        assertThat(stage(Holds.NONE).groups().stream()
                        .map(Plan.Group::unit)
                        .filter(unit -> unit != null)
                        .distinct())
                .containsExactly(1, 3);
    }

    /** Until the OSDs are away Ceph repairs what fails; it may again as soon as they are back. */
    @Test
    void nooutIsSetForEachBatchWithOsdNodesAndForNoOther() {
        nodes(4, 4, "compute");
        nodes(20, 2, "ceph-osd");
        for (var unit : List.of(1, 3)) {
            var names = stage(Holds.NONE).groups().stream()
                    .filter(group -> Integer.valueOf(unit).equals(group.unit()))
                    .flatMap(group -> group.steps().stream())
                    .map(Plan.Step::name)
                    .toList();
            assertThat(names).containsOnlyOnce("set-noout", "provision-nodes", "unset-noout");
            assertThat(names.indexOf("set-noout")).isBetween(names.lastIndexOf("stop-vms"), names.indexOf("reassign"));
            assertThat(names.indexOf("unset-noout")).isGreaterThan(names.lastIndexOf("prove-osds"));
            assertThat(names.indexOf("unset-noout")).isLessThan(names.indexOf("enable-compute"));
        }
        assertThat(stage(Holds.NONE).steps().filter(step -> step.name().equals("set-noout")))
                .as("of three batches two have OSD nodes")
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.nodes()).containsExactly(10));
    }

    @Test
    void whatIsCutAgainKeepsTheLimitsOfAllItsRoles() {
        nodes(4, 6, "compute");
        nodes(20, 4, "ceph-osd");
        var rest = new Planner.Rest(
                "upgrade-node",
                "ceph-osd",
                Map.of("compute", List.of(5, 6, 7, 8, 9), "ceph-osd", List.of(21, 22, 23)),
                Map.of("compute", 1, "ceph-osd", 1),
                8);

        var again = new Planner(Catalogues.BUILT).again(cloud(), options(limit("compute", "3")), rest);

        assertThat(casts(again)).containsExactly(List.of(21, 5, 6, 7), List.of(22, 8, 9), List.of(23));
        assertThat(again.batches()).extracting(Plan.Batch::number).startsWith(9, 10, 11);
    }

    /** As an Octane planned it whose roles went one after the other. */
    @Test
    void whatWasPlannedRoleByRoleIsCutAgainRoleByRole() {
        nodes(4, 3, "compute");
        nodes(20, 2, "ceph-osd");
        var rest = new Planner.Rest("upgrade-node", null, Map.of("compute", List.of(5, 6)), Map.of("compute", 1), 4);

        var again = new Planner(Catalogues.BUILT).again(cloud(), options(limit("compute", "1")), rest);

        assertThat(casts(again)).containsExactly(List.of(5), List.of(6));
        assertThat(again.batches()).extracting(Plan.Batch::row).containsOnlyNulls();
        assertThat(again.steps().map(Plan.Step::name)).doesNotContain("set-noout");
    }

    private List<List<Integer>> casts(Holds holds) {
        return casts(stage(holds));
    }

    private static List<List<Integer>> casts(Plan.Stage stage) {
        return stage.steps()
                .filter(step -> step.name().equals("provision-nodes"))
                .map(Plan.Step::nodes)
                .toList();
    }

    private List<Plan.Batch> batches(Holds holds) {
        return stage(holds).batches();
    }

    private Plan.Stage stage(Holds holds) {
        return new Planner(Catalogues.BUILT)
                .plan(cloud(), options(holds)).stages().stream()
                        .filter(stage -> stage.name().equals("upgrade-node"))
                        .findFirst()
                        .orElseThrow();
    }

    private static PlanOptions options(Holds holds) {
        return new PlanOptions("side-by-side", List.of(), List.of(), List.of(), true, false, holds);
    }

    private static Holds limit(String role, String word) {
        return new Holds(new PerRole<>(null, Map.of(role, AtOnce.of(word))), NO_CANARY, false);
    }

    private void nodes(int first, int count, String... roles) {
        for (int id = first; id < first + count; id++) {
            nodes.add(new Cloud.Node(id, "node-" + id, 1, List.of(roles), "ready", true));
        }
    }

    private Cloud cloud() {
        var all = new ArrayList<>(nodes);
        for (int id : List.of(1, 2, 3)) {
            all.add(new Cloud.Node(id, "node-" + id, 1, List.of("controller"), "ready", true));
        }
        return JunoCloud.of(all, JunoCloud.spares());
    }
}
