package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.plan.catalogue.Catalogues;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.world.astute.TestBroker;

/** The task by which the control plane goes to another controller. */
class SwitchStepTest {

    private static final String CUT = "upgrade-control/cut-original";

    private TestBroker broker;
    private TestAstute astute;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
        astute = new TestAstute(broker, AstuteSettings.defaults());
    }

    @AfterEach
    void stop() {
        astute.close();
        broker.close();
    }

    @Test
    void itIsATaskOfNailgunWhoseDeploymentTasksAstuteRunsOneAfterTheOther() throws Exception {
        var call = call(1, Phase.CHECK);
        assertThat(astute.switchOver.check(call).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(astute.switchOver.act(call).kind()).isEqualTo(Outcome.Kind.WAITING);
        var cast = new ObjectMapper().readTree(astute.cast());
        assertThat(cast.path("method").asText()).isEqualTo("execute_tasks");
        assertThat(cast.path("respond_to").asText()).isEqualTo("deploy_resp");
        var tasks = cast.at("/args/tasks");
        assertThat(tasks.valueStream().map(SwitchStepTest::inShort))
                .containsExactly(
                        "100 upload_file cut-original [2]",
                        "200 upload_file cut-original [3]",
                        "300 shell cut-original [2, 3]",
                        "400 upload_file connect-seed [1]",
                        "500 shell connect-seed [1]");
        assertThat(tasks.valueStream().map(task -> task.path("fail_on_error").asBoolean()))
                .as("no task runs after one that has failed")
                .containsOnly(true);
        assertThat(tasks.at("/0/parameters/data").asText())
                .contains("NODE_NAME='node-2'")
                .endsWith("main act </dev/null\n");
        var task = cast.at("/args/task_uuid").asText();
        assertThat(astute.node(2)).isEqualTo("ready 100");

        astute.reply(task, "\"status\":\"running\"");
        astute.reply(task, "\"status\":\"ready\",\"progress\":100");
        await().untilAsserted(() -> assertThat(astute.woken).containsExactly("cast:" + task));
        var done = astute.switchOver.check(call);
        assertThat(done.kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(done.results()).containsKey("proof.upgrade-control.connect-seed");
        assertThat(astute.task(task)).isEqualTo("ready 100");
        assertThat(message(task)).isEqualTo("Switch of the control plane of environment 'sample' is done. ");
        assertThat(astute.nailgunSql.queryForList("SELECT DISTINCT status::text FROM clusters", String.class))
                .containsExactly("operational");
        assertThat(astute.forgotten).as("nobody was installed anew").isEmpty();
    }

    /** Astute 6.1 runs a command as many times as its retries say, and never at 0. */
    @Test
    void eachScriptIsRunByEveryAstute() throws Exception {
        astute.switchOver.act(call(1, Phase.CHECK));
        var tasks = new ObjectMapper().readTree(astute.cast()).at("/args/tasks");
        assertThat(tasks.valueStream()
                        .filter(task -> task.path("type").asText().equals("shell"))
                        .map(task -> task.at("/parameters/retries").asInt()))
                .containsExactly(1, 1);
    }

    /** All of it stands in Astute's log, and on the way through agents that know no more than ASCII. */
    @Test
    void theMessageHoldsNothingThatItsScriptsDoNotName() throws Exception {
        var planned = Catalogues.BUILT.steps().get("switch-task").with();
        astute.switchOver.act(call(1, Phase.ACT).with(planned));
        var cast = astute.cast();
        assertThat(cast).doesNotContain("secret").contains("172.16.0.1", "/tasks/start-services.sh");
        assertThat(cast.chars().allMatch(letter -> letter < 128)).isTrue();
    }

    @Test
    void thatAstuteSaysItIsReadyIsNoProof() throws Exception {
        astute.controllers.missing.put(CUT + " 3", "node-3 is still on the wire");
        var call = call(1, Phase.CHECK);
        astute.switchOver.act(call);
        ends("\"status\":\"ready\",\"progress\":100");
        assertThatThrownBy(() -> astute.switchOver.check(call))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isTrue())
                .hasMessageContaining("not all is as it should be: node-3: node-3 is still on the wire");
        assertThat(astute.switchOver.check(call(2, Phase.CHECK)).kind()).isEqualTo(Outcome.Kind.MISSING);
        astute.controllers.missing.clear();
        assertThat(astute.switchOver.verify(call).kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aTaskThatFailsLeavesNodesReadyAndIsCastAgainWithANewAttemptOnly() throws Exception {
        astute.controllers.missing.put(CUT + " 2", "node-2 is still on the wire");
        var call = call(1, Phase.CHECK);
        astute.switchOver.act(call);
        var task = ends("\"status\":\"error\",\"error\":\"Failed to execute hook 'cut-original'\\n\\nall of it\","
                + "\"nodes\":[{\"uid\":\"2\",\"status\":\"error\",\"error_type\":\"execute_tasks\"}]");
        assertThatThrownBy(() -> astute.switchOver.check(call))
                .hasMessage("Failed to execute hook 'cut-original'")
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.output())
                        .isEqualTo("node-2: node-2 is still on the wire"));
        assertThat(astute.task(task)).isEqualTo("error 100");
        assertThat(message(task)).startsWith("Switch of the control plane has failed. Failed to execute hook");
        assertThat(astute.node(2)).isEqualTo("ready 100");
        var again = call(2, Phase.CHECK);
        assertThat(astute.switchOver.check(again).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(astute.switchOver.act(again).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.taskOfCast()).isNotEqualTo(task);
    }

    @Test
    void whoeverTakesItUpWhileAstuteIsAtWorkCastsNothing() throws Exception {
        astute.switchOver.act(call(1, Phase.ACT));
        astute.taskOfCast();
        assertThat(astute.switchOver.check(call(1, Phase.CHECK)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.switchOver.act(call(1, Phase.ACT)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.switchOver.undo(call(1, Phase.UNDO)).kind())
                .as("nothing is taken back beside it")
                .isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.nothingCast()).isTrue();
    }

    private String ends(String reply) throws Exception {
        var task = astute.taskOfCast();
        astute.reply(task, reply);
        await().untilAsserted(() -> assertThat(astute.woken).containsExactly("cast:" + task));
        return task;
    }

    private String message(String task) {
        return astute.nailgunSql.queryForObject("SELECT message FROM tasks WHERE uuid = ?", String.class, task);
    }

    private static String inShort(JsonNode task) {
        return "%d %s %s %s"
                .formatted(
                        task.path("priority").asInt(),
                        task.path("type").asText(),
                        task.path("id").asText(),
                        task.path("uids").valueStream().map(JsonNode::asText).toList());
    }

    private static StepCall call(int attempt, Phase phase) {
        var tasks = "original " + CUT + ", seed upgrade-control/connect-seed";
        return new StepCall(
                1,
                7,
                "switch-control",
                "switch-task",
                phase,
                attempt,
                1,
                List.of(1, 2, 3),
                1,
                null,
                Map.of("tasks", tasks));
    }
}
