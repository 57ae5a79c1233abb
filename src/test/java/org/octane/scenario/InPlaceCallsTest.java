package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The calls that upgrade a cluster in place, and what Nailgun's clients see of it, up to a failure that is early enough. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InPlaceCallsTest {

    private static final String NO_BROKER = "fail@master/rabbitmq-plugins:args=enable:times=forever";
    private static final String FAILED = "Upgrade has failed. Step astute-broker on the Fuel master failed for good: ";

    private RunningServer server;
    private int task;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        server = RunningServer.start(
                folder,
                Map.of("OCTANE_ENGINE_FIRST_RETRY", "0.1s", "OCTANE_ENGINE_LONGEST_RETRY", "0.5s"),
                "--speed",
                "100");
        server.faults().add(NO_BROKER);
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void aClusterIsInUpgradeFromTheCallOn() {
        assertThat(put("/clusters/1/upgrade", null).message()).isEqualTo("Cluster 1 has no pending release.");
        assertThat(put("/clusters/1/", "{\"pending_release_id\": 4}").status()).isEqualTo(200);
        assertThat(put("/clusters/1/upgrade", "{\"ignore\": [\"no-such-check\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(cluster()).isEqualTo("operational 2 4");

        var answer = put("/clusters/1/upgrade/", "{\"person\": \"alice\", \"odd\": 1}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        task = answer.json().path("id").asInt();
        assertThat(answer.json().path("name").asText()).isEqualTo("deploy");
        assertThat(stages(answer.json()))
                .containsExactly(
                        "prepare",
                        "begin-upgrade",
                        "close-api",
                        "upgrade-primary",
                        "upgrade-data",
                        "switch-control",
                        "upgrade-controllers");
        assertThat(
                        sql(
                                "select count(*)::text from nodes where cluster_id = 1 and release_id = 2 and pending_release_id = 4"))
                .containsExactly("9");
        assertThat(server.api().get("/upgrades/1").json().path("actor").asText())
                .isEqualTo("operator (for alice)");
    }

    @Test
    @Order(2)
    void meanwhileNobodyElseBeginsAnything() {
        assertThat(put("/clusters/1/upgrade?node=4", null).status()).isEqualTo(409);
        assertThat(put("/clusters/1/update", null).status()).isEqualTo(409);
        for (var strategy : List.of("side-by-side", "in-place", "patch")) {
            assertThat(server.api()
                            .post("/upgrades", "{\"original_cluster_id\": 1, \"strategy\": \"" + strategy + "\"}")
                            .status())
                    .as(strategy)
                    .isEqualTo(409);
        }
    }

    @Test
    @Order(3)
    void aFailureEndsTheTaskAndTheSameCallGoesOn() {
        isSoon("upgrade_error 2 4");
        fails();
        assertThat(task().path("subtasks"))
                .extracting(subtask -> subtask.path("status").asText())
                .containsOnly("error");
        assertThat(task().path("subtasks").get(1).path("message").asText()).isEqualTo("Task aborted");

        assertThat(put("/clusters/1/upgrade?node=4", null).message())
                .isEqualTo("Upgrade 1 has failed and waits; go on with it: octane retry 1");

        var again = put("/clusters/1/upgrade", null);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json().path("id").asInt()).isEqualTo(task);
        assertThat(again.json().path("status").asText()).isEqualTo("running");
        isSoon("upgrade_error 2 4");
        fails();
        assertThat(server.api().get("/upgrades").json()).hasSize(1);
        assertThat(
                        sql(
                                "select message from notifications where topic = 'error' and message like 'Upgrade has failed%'"))
                .hasSize(2);
    }

    @Test
    @Order(4)
    void whatIsLostInNailgunIsThereAgainAfterAKill() throws Exception {
        server.kill();
        server.database().sql().update("delete from tasks where name = 'deployment' and substr(uuid, 15, 1) = '3'");
        server.database().sql().update("delete from tasks where substr(uuid, 15, 1) = '3'");
        server.database().sql().update("update clusters set status = 'operational'");
        server.start();
        isSoon("upgrade_error 2 4");
        Awaitility.await().untilAsserted(() -> assertThat(
                        sql("select message from tasks where name = 'deploy' and substr(uuid, 15, 1) = '3'"))
                .singleElement()
                .asString()
                .startsWith(FAILED));
    }

    @Test
    @Order(5)
    void takenBackTheClusterIsAsItWas() {
        assertThat(server.api().post("/upgrades/1/rollback", "{}").status()).isEqualTo(200);
        assertThat(server.api().ended(1, Duration.ofMinutes(2)).path("status").asText())
                .isEqualTo("rolled-back");
        isSoon("operational 2 4");
        assertThat(sql("select count(*)::text from nodes where pending_release_id is not null"))
                .containsExactly("0");
        Awaitility.await().untilAsserted(() -> assertThat(sql("select message from notifications where topic = 'done'"))
                .contains("Rollback of the controllers of environment 'sample' is done. "));
    }

    @Test
    @Order(6)
    void theCallOfNailgunsOwnClientBeginsAnotherAndAnAbortEndsIt() {
        assertThat(put("/clusters/1/", "{\"pending_release_id\": 4}").status()).isEqualTo(200);
        var answer = put("/clusters/1/update/", "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("name").asText()).isEqualTo("deploy");
        isSoon("upgrade_error 2 4");
        assertThat(server.api().post("/upgrades/2/abort", "{}").status()).isEqualTo(200);
        assertThat(server.api().ended(2, Duration.ofMinutes(2)).path("status").asText())
                .isEqualTo("aborted");
        isSoon("operational 2 4");
        assertThat(put("/clusters/1/", "{\"pending_release_id\": null}").status())
                .isEqualTo(200);
        assertThat(cluster()).isEqualTo("operational 2 null");
    }

    private void fails() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(task().path("message").asText()).startsWith(FAILED));
        assertThat(task().path("status").asText()).isEqualTo("error");
        assertThat(task().path("progress").asInt()).isEqualTo(100);
    }

    private JsonNode task() {
        return server.api().get("/tasks/" + task).json();
    }

    private static List<String> stages(JsonNode task) {
        return task.path("subtasks")
                .valueStream()
                .map(subtask -> subtask.at("/result/stage").asText())
                .toList();
    }

    private void isSoon(String wanted) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(cluster())
                .isEqualTo(wanted));
    }

    private String cluster() {
        var cluster = server.api().get("/clusters/1").json();
        return "%s %d %s"
                .formatted(
                        cluster.path("status").asText(),
                        cluster.path("release_id").asInt(),
                        cluster.path("pending_release_id").asText());
    }

    private Api.Answer put(String path, String body) {
        return server.api().send("PUT", "/api/v1" + path, body);
    }

    private List<String> sql(String query) {
        return server.database().sql().queryForList(query, String.class);
    }
}
