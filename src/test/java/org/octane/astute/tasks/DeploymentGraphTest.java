package org.octane.astute.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;

/** Which tasks a graph has in which order, and what it refuses. */
class DeploymentGraphTest {

    private static final String STAGES =
            """
            {"id": "deploy_start", "type": "stage"}, {"id": "deploy_end", "type": "stage", "requires": ["deploy_start"]},
            {"id": "controller", "type": "group", "role": ["controller"], "requires": ["deploy_start"],
             "required_for": ["deploy_end"]}
            """;

    @Test
    void tasksOfARoleComeInTheirOrder() {
        var graph = graph(
                """
                {"id": "b", "type": "puppet", "groups": ["controller"], "requires": ["a"]},
                {"id": "a", "type": "puppet", "groups": ["controller"]},
                {"id": "never", "type": "skipped", "groups": ["controller"], "requires": ["b"]},
                {"id": "last", "type": "puppet", "groups": ["controller"], "requires": ["never"]}
                """,
                TaskSelection.ALL);
        assertThat(ids(graph.of("controller"))).containsExactly("a", "b", "last");
    }

    @Test
    void hooksAreWhatLeadsToTheStartAndWhatFollowsTheEnd() {
        var graph = graph(
                """
                {"id": "second", "type": "shell", "role": "*", "requires": ["first"], "required_for": ["deploy_start"]},
                {"id": "first", "type": "shell", "role": "master", "required_for": ["deploy_start"]},
                {"id": "after", "type": "shell", "role": "*", "requires": ["deploy_end"]},
                {"id": "beside", "type": "shell", "role": "*"}
                """,
                TaskSelection.ALL);
        assertThat(ids(graph.before())).containsExactly("first", "second");
        assertThat(ids(graph.after())).containsExactly("after");
    }

    @Test
    void aSelectionLeavesTheOthersOutEverywhere() {
        var tasks =
                """
                {"id": "a", "type": "puppet", "groups": ["controller"]}, {"id": "b", "type": "puppet", "groups": ["controller"]},
                {"id": "pre", "type": "shell", "role": "*", "required_for": ["deploy_start"]}
                """;
        var only = graph(tasks, TaskSelection.only(Set.of("b")));
        assertThat(ids(only.of("controller"))).containsExactly("b");
        assertThat(only.before()).isEmpty();
        assertThatThrownBy(() -> graph(tasks, TaskSelection.only(Set.of("b", "nosuch"))))
                .isInstanceOf(TaskFault.class)
                .hasMessage("No deployment task has the id nosuch");
    }

    @Test
    void groupsMayBeARegularExpression() {
        var graph = graph("{\"id\": \"a\", \"type\": \"puppet\", \"groups\": [\"/contr.*/\"]}", TaskSelection.ALL);
        assertThat(ids(graph.of("controller"))).containsExactly("a");
    }

    @Test
    void ofTwoTasksWithOneIdTheLaterFieldsWin() {
        var graph = graph(
                """
                {"id": "a", "type": "puppet", "groups": ["controller"], "parameters": {"timeout": 1}},
                {"id": "a", "type": "skipped"}
                """,
                TaskSelection.ALL);
        assertThat(graph.of("controller")).isEmpty();
    }

    @Test
    void whatWaitsForItselfIsRefusedWithItsCircle() {
        assertThatThrownBy(() -> graph(
                        """
                        {"id": "a", "type": "puppet", "requires": ["b"]}, {"id": "b", "type": "puppet", "requires": ["a"]}
                        """,
                        TaskSelection.ALL))
                .isInstanceOf(TaskFault.class)
                .hasMessageContaining("wait for each other: ")
                .hasMessageContaining("a → b");
    }

    @Test
    void whatNamesATaskOrGroupThatIsNotThereIsRefused() {
        assertThatThrownBy(
                        () -> graph("{\"id\": \"a\", \"type\": \"puppet\", \"requires\": [\"x\"]}", TaskSelection.ALL))
                .hasMessage("Deployment task a names the task or group x, which is not there");
        assertThatThrownBy(() -> graph("{\"id\": \"a\", \"type\": \"puppet\", \"groups\": [\"y\"]}", TaskSelection.ALL))
                .hasMessage("Deployment task a belongs to the group y, which is not there");
        assertThatThrownBy(() -> new DeploymentGraph(Json.read("[]"), true, TaskSelection.ALL))
                .hasMessage("The deployment tasks have no stage deploy_start");
    }

    private static DeploymentGraph graph(String tasks, TaskSelection selection) {
        return new DeploymentGraph(Json.read("[" + STAGES + "," + tasks + "]"), true, selection);
    }

    private static List<String> ids(List<ObjectNode> tasks) {
        return tasks.stream().map(DeploymentGraph::id).toList();
    }
}
