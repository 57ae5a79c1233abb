package org.octane.astute.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;

/** In which order nodes are deployed. */
class NodePrioritiesTest {

    private static final String TASKS =
            """
            [{"id": "deploy_start", "type": "stage"}, {"id": "deploy_end", "type": "stage", "requires": ["deploy_start"]},
             {"id": "primary-controller", "type": "group", "role": ["primary-controller"], "requires": ["deploy_start"],
              "required_for": ["deploy_end"], "parameters": {"strategy": {"type": "one_by_one"}}},
             {"id": "controller", "type": "group", "role": ["controller"], "requires": ["primary-controller"],
              "required_for": ["deploy_end"], "parameters": {"strategy": {"type": "parallel", "amount": 2}}},
             {"id": "compute", "type": "group", "role": ["compute"], "requires": ["controller"],
              "required_for": ["deploy_end"], "parameters": {"strategy": {"type": "parallel"}}},
             {"id": "cinder", "type": "group", "role": ["cinder"], "requires": ["controller"],
              "required_for": ["deploy_end"], "parameters": {"strategy": {"type": "parallel"}}}]
            """;

    @Test
    void groupsFollowEachOtherAndLimitsHold() {
        assertThat(priorities("1 primary-controller", "2 controller", "3 controller", "4 controller", "5 compute"))
                .containsExactly(100, 200, 200, 300, 400);
    }

    @Test
    void whoIsNotThereIsNotWaitedFor() {
        assertThat(priorities("5 compute", "6 cinder")).containsExactly(100, 100);
    }

    @Test
    void aNodeOfTwoRolesDoesOneAfterTheOther() {
        assertThat(priorities("5 cinder", "5 compute", "6 compute")).containsExactly(200, 100, 100);
    }

    @Test
    void rolesOfNoGroupComeLast() {
        assertThat(priorities("7 mine", "1 primary-controller")).containsExactly(200, 100);
    }

    private static List<Integer> priorities(String... nodes) {
        var entries = new ArrayList<ObjectNode>();
        for (var node : nodes) {
            var parts = node.split(" ");
            entries.add(Json.object().put("uid", parts[0]).put("role", parts[1]));
        }
        new NodePriorities(new DeploymentGraph(Json.read(TASKS), false, TaskSelection.ALL)).assign(entries);
        return entries.stream().map(entry -> entry.path("priority").asInt()).toList();
    }
}
