package org.octane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.Catalogues;

/** What the plan patch makes of clouds. */
class PatchTest {

    private final List<Cloud.Node> nodes = new ArrayList<>();

    @Test
    void nodesGoOneAfterTheOtherInTheOrderOfNailgun() {
        node(1, "controller");
        node(2, "controller", "primary-controller");
        node(3, "mongo");
        node(4, "mongo", "primary-mongo");
        node(5, "compute");
        node(6, "ceph-osd");
        node(7, "cinder");
        node(8, "zabbix-server");
        node(9, "swift-proxy");
        node(10, "swift-proxy", "primary-swift-proxy");
        node(11, "storage");
        assertThat(steps("update-node"))
                .containsExactly(
                        List.of(8),
                        List.of(10),
                        List.of(9),
                        List.of(11),
                        List.of(3),
                        List.of(4),
                        List.of(2),
                        List.of(1),
                        List.of(5),
                        List.of(6),
                        List.of(7));
    }

    @Test
    void aNodeIsProvedBeforeTheNextOneIsTouched() {
        node(1, "controller");
        node(4, "compute", "ceph-osd");
        assertThat(plan().stages().get(0).groups().stream()
                        .flatMap(group -> group.steps().stream())
                        .map(step -> step.name() + step.nodes()))
                .containsExactly(
                        "astute-broker[0]",
                        "begin-update[]",
                        "remember-vms[1]",
                        "remember-node[1]",
                        "update-node[1]",
                        "update-packages[1]",
                        "prove-node[1]",
                        "remember-node[4]",
                        "release-osds[4]",
                        "update-node[4]",
                        "update-packages[4]",
                        "prove-node[4]",
                        "prove-osds[4]",
                        "prove-compute[4]",
                        "prove-cloud[1]",
                        "remove-leftovers[1]",
                        "finish-update[]",
                        "restore-broker[0]");
    }

    @Test
    void itTakesAllNodesOrNone() {
        node(1, "controller");
        assertThatThrownBy(() -> plan(new PlanOptions("patch", List.of(), List.of(), List.of(1), null, true, false)))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("An update takes each node of the cluster");
        assertThatThrownBy(() -> plan(new PlanOptions("patch", List.of(), List.of(), List.of(), "2", true, false)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aPersonIsAskedBeforeTheFirstNodeWhereThatIsWanted() {
        node(1, "controller");
        var options = new PlanOptions("patch", List.of(), List.of(), List.of(), null, true, true);
        var names = plan(options).stages().stream()
                .flatMap(Plan.Stage::steps)
                .map(Plan.Step::name)
                .toList();
        assertThat(names).containsSubsequence("approval", "begin-update", "update-node");
        assertThat(steps("approval")).isEmpty();
    }

    private void node(int id, String... roles) {
        nodes.add(new Cloud.Node(id, "node-" + id, 1, List.of(roles), "ready", true));
    }

    private List<List<Integer>> steps(String name) {
        return plan().stages().stream()
                .flatMap(Plan.Stage::steps)
                .filter(step -> step.name().equals(name))
                .map(Plan.Step::nodes)
                .toList();
    }

    private Plan plan() {
        return plan(new PlanOptions("patch", List.of(), List.of(), List.of(), null, true, false));
    }

    private Plan plan(PlanOptions options) {
        var cloud = new Cloud(
                1,
                "sample",
                new Cloud.Release(2, "Juno", "2014.2.2-6.1", "Ubuntu"),
                new Cloud.Release(5, "Juno", "2014.2.2-6.1.1", "Ubuntu"),
                null,
                nodes,
                List.of());
        return new Planner(Catalogues.BUILT).plan(cloud, options);
    }
}
