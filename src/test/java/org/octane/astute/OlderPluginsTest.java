package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.astute.facts.MasterSettings;
import org.octane.step.StepFailure;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tasks of plugins that Nailgun's database doesn't have. */
class OlderPluginsTest {

    private static final int CLOUD = 1;
    private static final int RELEASE = 4;
    private static final List<Integer> NODES = List.of(1, 4);
    private static final String TASKS =
            """
            - {role: '*', stage: pre_deployment, type: shell, parameters: {cmd: ./first.sh, timeout: 60}}
            - {role: [controller], stage: post_deployment/3, type: shell, parameters: {cmd: ./last.sh, timeout: 60}}
            """;

    private final Map<String, String> onMaster = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private JdbcTemplate nailgun;
    private AstuteMessages messages;
    private PlannedTasks planned;

    @BeforeEach
    void cloud() {
        var database = Databases.nailgun();
        nailgun = new JdbcTemplate(database);
        var deployments = Databases.deployments(database);
        messages = new AstuteMessages(deployments, MasterSettings.defaults(), Databases.NO_RELEASE_FILES, this::read);
        planned = new PlannedTasks(deployments, this::read);
    }

    private Optional<String> read(String folder) {
        asked.add(folder);
        if (!onMaster.containsKey(folder)) {
            throw StepFailure.passing("The Fuel master does not answer");
        }
        return Optional.ofNullable(onMaster.get(folder));
    }

    @Test
    void tasksOfTheSecondFormatAreThoseInTheFolderOfAllItsUpdates() {
        plugin("2.0.0", "[]");
        onMaster.put("keeper-1.2", TASKS);
        assertThat(commands("pre_deployment")).contains("./first.sh");
        assertThat(commands("post_deployment")).doesNotContain("./last.sh");
    }

    @Test
    void tasksOfTheFirstFormatAreThoseOfTheVersionAndItsControllersAreAll() {
        plugin("1.0.0", "[]");
        onMaster.put("keeper-1.2.3", TASKS);
        assertThat(commands("pre_deployment")).contains("./first.sh");
        assertThat(commands("post_deployment")).contains("./last.sh");
    }

    @Test
    void laterFormatsAndTasksInTheDatabaseAreNotLookedForOnTheMaster() {
        plugin("3.0.0", "[]");
        assertThat(commands("pre_deployment")).isEmpty();
        nailgun.update(
                "UPDATE plugins SET package_version = '2.0.0', tasks = '[{\"role\": \"*\", \"stage\": \"pre_deployment\","
                        + " \"type\": \"shell\", \"parameters\": {\"cmd\": \"./kept.sh\", \"timeout\": 60}}]'");
        assertThat(commands("pre_deployment")).contains("./kept.sh");
        assertThat(asked).isEmpty();
    }

    @Test
    void aPluginWithoutAFileHasNoTasks() {
        plugin("2.0.0", "[]");
        onMaster.put("keeper-1.2", null);
        assertThat(commands("pre_deployment")).isEmpty();
        assertThat(planned.faults(CLOUD, RELEASE, null)).isEmpty();
    }

    @Test
    void theMasterIsAskedOnceForEachCastAndBeforeItsMessageIsMade() {
        plugin("2.0.0", "[]");
        onMaster.put("keeper-1.2", TASKS);
        messages.check(CLOUD, NODES);
        assertThat(asked).hasSize(1);
        assertThat(commands("pre_deployment")).contains("./first.sh");
        assertThat(asked).hasSize(1);
        onMaster.put("keeper-1.2", TASKS.replace("first", "other"));
        messages.check(CLOUD, NODES);
        assertThat(commands("pre_deployment")).contains("./other.sh");
        assertThat(asked).hasSize(2);
    }

    @Test
    void nothingIsDeployedIfNobodyKnowsTheTasks() {
        plugin("2.0.0", "[]");
        assertThatThrownBy(() -> messages.check(CLOUD, NODES))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isTrue())
                .hasMessage("The Fuel master does not answer");
        assertThatThrownBy(() -> planned.faults(CLOUD, RELEASE, null)).hasMessage("The Fuel master does not answer");
    }

    @Test
    void aFileThatIsNoListOfTasksIsSaid() {
        plugin("2.0.0", "[]");
        for (var broken : List.of("tasks: none", "- {role: '*'", "")) {
            onMaster.put("keeper-1.2", broken);
            assertThat(planned.faults(CLOUD, RELEASE, null))
                    .as(broken)
                    .singleElement()
                    .asString()
                    .startsWith("The tasks of the plugin in folder keeper-1.2 are no ");
        }
    }

    private void plugin(String format, String tasks) {
        nailgun.update(
                "INSERT INTO plugins (id, name, title, version, package_version, releases, tasks)"
                        + " VALUES (1, 'keeper', 'Keeper', '1.2.3', ?, ?, ?)",
                format,
                "[{\"os\": \"ubuntu\", \"version\": \"2014.2.2-6.1\"}, {\"os\": \"ubuntu\", \"version\": \"2015.1.0-7.0\"}]",
                tasks);
        nailgun.update("INSERT INTO cluster_plugins (plugin_id, cluster_id) VALUES (1, ?)", CLOUD);
    }

    /** What the plugin has run on nodes in that stage. */
    private List<String> commands(String stage) {
        var commands = new ArrayList<String>();
        for (JsonNode item : messages.deploy(UUID.randomUUID(), CLOUD, NODES, false)
                .path("args")
                .path(stage)) {
            if (item.path("diagnostic_name").asText().equals("keeper-1.2.3")) {
                commands.add(item.at("/parameters/cmd").asText());
            }
        }
        return commands;
    }
}
