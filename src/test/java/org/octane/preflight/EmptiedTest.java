package org.octane.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.octane.plan.Budget;
import org.octane.plan.Cloud;
import org.octane.plan.Holds;
import org.octane.plan.JunoCloud;
import org.octane.plan.PerRole;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.Windows;
import org.octane.plan.catalogue.Catalogues;

/** Computes 1 to 4 that are emptied together with OSD nodes 8 and 9: 8 with 1 and 2, 9 with 3 and 4. */
class EmptiedTest {

    private static final List<String> OTHERS = List.of("node-1", "node-2", "node-5");

    @Test
    void ofComputesThatWentBeforeAsManyMayBeMissingAsTheirOwnRoleLets() {
        var second = emptied(Map.of("compute", 1, "ceph-osd", 1));

        assertThat(second.left(OTHERS, host -> host.equals("node-2") ? 2 : 1))
                .as("an OSD node that has failed is no compute")
                .containsExactly("node-1", "node-5");
        assertThat(second.provided()).isEqualTo(", with as many set aside as may have failed before them (2)");
    }

    @Test
    void aRoleWithoutABudgetTakesNone() {
        assertThat(emptied(Map.of("ceph-osd", 1)).left(OTHERS, host -> 1)).isEqualTo(OTHERS);
        assertThat(emptied(Map.of("compute", 2)).left(OTHERS, host -> 1)).containsExactly("node-5");
        assertThat(emptied(Map.of()).provided()).isEmpty();
    }

    private static Emptied emptied(Map<String, Integer> failures) {
        var budgets = new HashMap<String, Budget>();
        failures.forEach((role, nodes) -> budgets.put(role, Budget.nodes(nodes)));
        var holds = new Holds(
                new PerRole<>(null, Map.of()),
                new PerRole<>(null, Map.of()),
                false,
                List.of(),
                false,
                Windows.ALWAYS,
                new PerRole<>(null, budgets));
        var options = new PlanOptions("crew", List.of(), List.of(), List.of(), true, false, holds);
        var nodes = new ArrayList<Cloud.Node>();
        List.of(1, 2, 3, 4).forEach(id -> nodes.add(node(id, "compute")));
        List.of(8, 9).forEach(id -> nodes.add(node(id, "ceph-osd")));
        var cloud = JunoCloud.of(nodes, List.of());
        var upgrade = new PlannedUpgrade(cloud, new Planner(Catalogues.OF_THE_ENGINE).plan(cloud, options), options);
        return upgrade.emptied().get(1);
    }

    private static Cloud.Node node(int id, String role) {
        return new Cloud.Node(id, "node-" + id, 1, List.of(role), "ready", true);
    }
}
