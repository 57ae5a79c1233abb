package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.world.astute.TestBroker;

/** The step that has Astute update a node. */
class UpdateStepTest {

    private static final Map<String, String> TO_THE_MAINTENANCE_RELEASE = Map.of("release_id", "5");

    private final TestBroker broker;
    private TestAstute astute;

    UpdateStepTest() throws Exception {
        broker = new TestBroker();
    }

    @AfterEach
    void stop() {
        astute.close();
        broker.close();
    }

    @Test
    void aNodeIsDeployedWithTheTargetsReleaseAndTheOthersWait() throws Exception {
        astute = new TestAstute(broker, AstuteSettings.defaults());
        astute.nailgunSql.update("UPDATE clusters SET pending_release_id = 5");
        astute.nailgunSql.update("UPDATE nodes SET status = 'deploying', progress = 0 WHERE id IN (4, 5)");
        assertThat(astute.update.check(call(1)).kind()).isEqualTo(Outcome.Kind.MISSING);
        astute.update.act(call(1));
        var message = Json.read(astute.cast());
        assertThat(message.path("method").asText()).isEqualTo("granular_deploy");
        var entries = message.at("/args/deployment_info");
        assertThat(entries).hasSize(1);
        var facts = entries.get(0);
        assertThat(facts.path("uid").asText()).isEqualTo("4");
        assertThat(facts.path("openstack_version").asText()).isEqualTo("2014.2.2-6.1.1");
        assertThat(facts.path("openstack_version_prev").asText()).isEqualTo("2014.2.2-6.1");
        assertThat(facts.at("/repo_setup/repos/2/uri").asText())
                .isEqualTo("http://10.20.0.2:8080/2014.2.2-6.1.1/ubuntu/x86_64");
        assertThat(facts.at("/puppet/modules").asText()).isEqualTo("rsync://10.20.0.2:/puppet/2014.2.2-6.1.1/modules/");
        assertThat(facts.path("tasks")).isNotEmpty();
        assertThat(cluster()).isEqualTo("update 2 5");
        assertThat(update()).isEqualTo("running 0");

        var task = message.at("/args/task_uuid").asText();
        astute.reply(task, "\"nodes\":[{\"uid\":\"4\",\"status\":\"deploying\",\"progress\":40}]");
        await().untilAsserted(() -> assertThat(astute.node(4)).isEqualTo("deploying 40"));
        astute.reply(task, "\"status\":\"ready\",\"progress\":100");
        await().untilAsserted(() -> assertThat(astute.woken).containsExactly("cast:" + task));
        assertThat(astute.update.verify(call(1)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.node(4)).isEqualTo("ready 100");
        assertThat(astute.node(5)).as("its turn comes").isEqualTo("deploying 0");
        assertThat(cluster()).as("one node is not all").isEqualTo("update 2 5");
        assertThat(update()).startsWith("running ");
        assertThat(astute.forgotten).as("its host key is the one that it had").isEmpty();
    }

    @Test
    void whatAReleaseSaysOfItsSourcesIsToldAsItSaysIt() throws Exception {
        astute = new TestAstute(broker, AstuteSettings.defaults());
        astute.nailgunSql.execute("CREATE TABLE release_orchestrator_data (id serial PRIMARY KEY, release_id integer,"
                + " repo_metadata text, puppet_manifests_source text, puppet_modules_source text)");
        astute.nailgunSql.update("INSERT INTO release_orchestrator_data VALUES (1, 5,"
                + " '{\"patched\": \"http://10.20.0.2/patched trusty main restricted\"}', 'rsync://m/', 'rsync://n/')");
        astute.update.act(call(1));
        var facts = Json.<JsonNode>read(astute.cast()).at("/args/deployment_info/0");
        assertThat(facts.at("/repo_metadata/patched").asText())
                .isEqualTo("http://10.20.0.2/patched trusty main restricted");
        assertThat(facts.path("puppet_modules_source").asText()).isEqualTo("rsync://n/");
        assertThat(facts.at("/puppet/manifests").asText()).isEqualTo("rsync://m/");
        assertThat(facts.at("/repo_setup/repos").toString())
                .isEqualTo(
                        "[{\"type\":\"deb\",\"name\":\"patched\",\"uri\":\"http://10.20.0.2/patched\",\"priority\":1050,"
                                + "\"suite\":\"trusty\",\"section\":\"main restricted\"}]");
    }

    @Test
    void nailgunsReceiverKnowsNothingOfANodesTask() throws Exception {
        var usual = AstuteSettings.defaults();
        astute = new TestAstute(
                broker,
                new AstuteSettings(
                        usual.runningWithin(),
                        usual.provisionWithin(),
                        usual.deployWithin(),
                        usual.removeWithin(),
                        usual.askAfter(),
                        false,
                        usual.master()));
        astute.update.act(call(1));
        var task = astute.taskOfCast();
        assertThat(astute.nailgunSql.queryForObject("SELECT count(*) FROM tasks WHERE uuid = ?", Integer.class, task))
                .isZero();
        astute.reply(task, "\"status\":\"ready\",\"progress\":100");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        assertThat(astute.update.check(call(1)).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(astute.node(4)).isEqualTo("ready 100");
    }

    @Test
    void aNodeThatFailsIsTriedAgainAsAnyOther() throws Exception {
        astute = new TestAstute(broker, AstuteSettings.defaults());
        astute.update.act(call(1));
        astute.reply(
                astute.taskOfCast(),
                "\"status\":\"error\",\"error\":\"Deployment has failed\",\"nodes\":[{\"uid\":\"4\",\"status\":\"error\","
                        + "\"error_type\":\"deploy\",\"error_msg\":\"Puppet says no\",\"progress\":100}]");
        await().untilAsserted(() -> assertThat(astute.woken).isNotEmpty());
        assertThatThrownBy(() -> astute.update.check(call(1)))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isTrue())
                .hasMessage("Deployment has failed");
        assertThat(cluster()).as("not over for good").startsWith("update 2");
        assertThat(astute.update.check(call(2)).kind()).isEqualTo(Outcome.Kind.MISSING);
        assertThat(astute.update.act(call(2)).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(astute.node(4)).isEqualTo("deploying 0");
    }

    private StepCall call(int attempt) {
        return astute.call(7, attempt, 4).with(TO_THE_MAINTENANCE_RELEASE);
    }

    private String cluster() {
        return astute.nailgunSql.queryForObject(
                "SELECT concat_ws(' ', status, release_id, pending_release_id) FROM clusters WHERE id = 1",
                String.class);
    }

    private String update() {
        return astute.nailgunSql.queryForObject(
                "SELECT status || ' ' || progress FROM tasks WHERE name::text = 'update'", String.class);
    }
}
