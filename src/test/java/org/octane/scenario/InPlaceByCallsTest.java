package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A whole cluster that is upgraded in place by Nailgun's calls alone: its controllers, then other nodes in two calls. */
@Tag("slow")
class InPlaceByCallsTest {

    private RunningServer server;

    @Test
    void theControllersThenTheOtherNodesAndTheLastOfThemCloseIt(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        try (var running = RunningServer.start(folder, "--speed", "100")) {
            server = running;
            var cloud = CloudInPlace.of(server);
            cloud.prepare();

            var controllers = call("");
            ended(cloud, 1, controllers);
            isSoon("upgrade 4 null");
            tells("done Upgrade of the controllers of environment 'sample' is done. ");
            assertThat(nodes("pending_release_id = 4")).containsExactly(4, 5, 6, 7, 8, 9);
            cloud.answers("2015.1.0-7.0");
            assertThat(put("/clusters/1/upgrade", null).message()).isEqualTo("Cluster 1 is being upgraded already.");
            assertThat(put("/clusters/1/upgrade?node=1", null).status()).isEqualTo(409);

            var some = call("?node=4,7");
            assertThat(nodes("status::text in ('upgrade', 'provisioning')")).contains(7);
            ended(cloud, 2, some);
            tells("done Upgrade of nodes of environment 'sample' is done. ");
            isSoon("upgrade 4 null");
            assertThat(nodes("pending_release_id = 4")).containsExactly(5, 6, 8, 9);
            assertThat(put("/clusters/1/upgrade?node=4", null).message()).isEqualTo("Node 4 has no pending release.");

            server.kill();
            server.start();
            var rest = call("/?node=%7B5,6,8,9%7D");
            server.kill();
            server.start();
            ended(cloud, 3, rest);
            isSoon("operational 4 null");
            tells("done Upgrade of environment 'sample' is done. ");
            assertThat(nodes("pending_release_id is not null")).isEmpty();
            assertThat(nodes("status::text = 'ready' and cluster_id = 1")).hasSize(9);
            cloud.answers("2015.1.0-7.0");
            cloud.hasEveryRow(CloudInPlace.NEW);
            cloud.hasItsOsds();
            cloud.runsItsVms();
            NothingHeld.in(server);
        }
    }

    private int call(String nodes) {
        var answer = put("/clusters/1/upgrade" + nodes, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("id").asInt();
    }

    private void ended(CloudInPlace cloud, long upgrade, int task) {
        JsonNode now = cloud.ended(upgrade);
        assertThat(now.path("status").asText())
                .as(now + "\n" + server.api().get("/dead-letters").body())
                .isEqualTo("succeeded");
        Awaitility.await().untilAsserted(() -> {
            var shown = server.api().get("/tasks/" + task).json();
            assertThat(shown.path("status").asText()).as(shown.toString()).isEqualTo("ready");
            assertThat(shown.path("progress").asInt()).isEqualTo(100);
            assertThat(shown.path("subtasks")).isNotEmpty().allSatisfy(subtask -> assertThat(
                            subtask.path("status").asText())
                    .isEqualTo("ready"));
        });
    }

    private void tells(String notification) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(server.database()
                        .sql()
                        .queryForList("select topic || ' ' || message from notifications", String.class))
                .containsOnlyOnce(notification));
    }

    private void isSoon(String wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var cluster = server.api().get("/clusters/1").json();
            assertThat("%s %d %s"
                            .formatted(
                                    cluster.path("status").asText(),
                                    cluster.path("release_id").asInt(),
                                    cluster.path("pending_release_id").asText()))
                    .isEqualTo(wanted);
        });
    }

    private List<Integer> nodes(String condition) {
        return server.database()
                .sql()
                .queryForList("select id from nodes where " + condition + " order by id", Integer.class);
    }

    private Api.Answer put(String path, String body) {
        return server.api().send("PUT", "/api/v1" + path, body);
    }
}
