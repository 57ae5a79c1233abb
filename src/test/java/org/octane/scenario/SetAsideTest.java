package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.world.Faults;

/** One compute's deployment fails for good within the failure budget; the others go on, and nothing says that the upgrade has succeeded. */
class SetAsideTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);
    private static final String BROKEN = "fail@node-5/deploy-node:times=forever";

    @Test
    void theOthersGoOnAndARetryEndsTheUpgrade(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        var soon = Map.of("OCTANE_ENGINE_FIRST_RETRY", "0.1s", "OCTANE_ENGINE_LONGEST_RETRY", "1s");
        try (var server = RunningServer.start(folder, soon, "--speed", "100", "--chaos", BROKEN)) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            long id = server.api()
                    .startUpgrade("{\"original_cluster_id\": 1, \"options\": {\"failures\": {\"compute\": 1}}}");

            var held = server.api().ended(id, WHOLE);

            assertThat(held.path("status").asText()).as(held.toString()).isEqualTo("failed");
            assertThat(held.path("message").asText())
                    .isEqualTo("Nothing is left to do but what was set aside: node-5. Retry it, or skip it by name:"
                            + " octane dead-letters --upgrade " + id);
            assertThat(compute(held).toString())
                    .contains("\"failures\":1,\"aside\":[{\"node\":5,\"name\":\"node-5\"}],\"batches\":2,\"over\":2");
            othersAreThrough(server, id);
            var letters = server.api().get("/dead-letters").json();
            assertThat(letters).hasSize(1);
            assertThat(letters.path(0).path("nodes").toString()).isEqualTo("[5]");
            assertThat(letters.path(0).path("node_names").toString()).isEqualTo("[\"node-5\"]");
            assertThat(server.database()
                            .sql()
                            .queryForList(
                                    "SELECT message FROM octane.event WHERE upgrade_id = ? AND message LIKE 'Set aside%'",
                                    String.class, id))
                    .singleElement()
                    .asString()
                    .startsWith("Set aside: node-5; 1 of 1 failures of role compute used. Step deploy-nodes on node-5");

            new Faults(server.cloud().world()).end(BROKEN);
            server.api().post("/dead-letters/" + letters.path(0).path("id").asInt() + "/retry", null);

            cloud.isWhole(server.api().ended(id, WHOLE));
            cloud.nothingWasDoneTwice();
        }
    }

    private static JsonNode compute(JsonNode upgrade) {
        return upgrade.path("batches")
                .valueStream()
                .filter(role -> role.path("role").asText().equals("compute"))
                .findFirst()
                .orElseThrow();
    }

    /** Node 6 was in its batch and its casts. What comes after the computes has not begun. */
    private static void othersAreThrough(RunningServer server, long upgrade) {
        assertThat(steps(
                        server, upgrade, "s.nodes && '{4,6}' AND s.stage = 'upgrade-node' AND s.status <> 'succeeded'"))
                .isEmpty();
        assertThat(steps(server, upgrade, "s.nodes = '{5}' AND s.stage = 'upgrade-node' AND s.status <> 'succeeded'"))
                .startsWith("deploy-nodes dead", "pin-rpc-level pending")
                .endsWith("prove-compute pending");
        assertThat(steps(server, upgrade, "s.stage LIKE 'cleanup%' AND s.status <> 'pending'"))
                .isEmpty();
    }

    private static List<String> steps(RunningServer server, long upgrade, String which) {
        return server.database()
                .sql()
                .queryForList(
                        "SELECT s.name || ' ' || s.status FROM octane.step s WHERE s.upgrade_id = ? AND " + which
                                + " ORDER BY s.group_number, s.id",
                        String.class,
                        upgrade);
    }
}
