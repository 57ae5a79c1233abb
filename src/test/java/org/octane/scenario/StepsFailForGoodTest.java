package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.world.Faults;

/**
 * In each stage a step fails for good, since a program does, a disk is full or a node was replaced; the stage stops there, and a
 * retry after the cause is gone finishes the upgrade. A clock that jumps meanwhile is not felt.
 */
@Tag("soak")
class StepsFailForGoodTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);
    private static final double MILLIS = 1000;

    /** @param says what the dead letter has to tell of it */
    private record Cause(String stage, String step, String fault, String says) {}

    private static final List<Cause> CAUSES = List.of(
            new Cause("prepare", "astute-broker", "fail@master/rabbitmq-plugins:args=enable:times=forever", "rabbit"),
            new Cause("upgrade-env", "deploy-controllers", "fail@node-11/deploy-node:times=forever", "node 11"),
            new Cause("upgrade-db", "restore-databases", "fail@node-10/mysql:bytes=8k:times=forever", ""),
            new Cause("upgrade-ceph", "install-monitor", "fail@node-11/ceph-mon:times=forever", "node-11"),
            new Cause("upgrade-control", "upgrade-compute-control", "fail@node-5/apt-get:times=forever", ""),
            new Cause("upgrade-node", "evacuate", "fail@node-10/nova:args=service-disable:times=forever", ""),
            new Cause(
                    "cleanup-env", "delete-stale-services", "fail@node-10/nova:args=service-delete:times=forever", ""),
            new Cause(
                    "cleanup-fuel",
                    "restore-broker",
                    "fail@master/rabbitmq-plugins:args=disable:times=forever",
                    "rabbit"));

    @Test
    void eachIsCuredByARetryOnceItsCauseIsGone(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        var soon = Map.of("OCTANE_ENGINE_FIRST_RETRY", "0.1s", "OCTANE_ENGINE_LONGEST_RETRY", "1s");
        try (var server = RunningServer.start(folder, soon, "--speed", "100")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var faults = new Faults(server.cloud().world());
            CAUSES.forEach(cause -> faults.add(cause.fault()));
            faults.add("full@node-10:when=node-1/mysqldump");
            faults.add("clock@node-10:by=1h:when=node-10/mysql");
            faults.add("clock@node-7:by=-1h:when=node-10/mysql");
            var id = server.api().startUpgrade();
            for (var cause : CAUSES) {
                failsForGood(server, id, cause);
                faults.end(cause.fault());
                switch (cause.stage()) {
                    case "prepare" -> {
                        faults.add("full@master:when=master/rabbitmq-plugins");
                        retry(server);
                        aDiskIsFull(server, id, "upgrade-env");
                        faults.end("full@master");
                    }
                    case "upgrade-env" -> {
                        retry(server);
                        aDiskIsFull(server, id, "upgrade-db");
                        faults.end("full@node-10");
                    }
                    case "upgrade-ceph" -> {
                        replaceANode(server, faults);
                        retry(server);
                        aNodeWasReplaced(server, id);
                    }
                    default -> {}
                }
                retry(server);
            }
            cloud.isWhole(server.api().ended(id, WHOLE));
            cloud.nothingWasDoneTwice();
            assertThat(String.join("\n", faults.log())).contains("clock@node-10", "clock@node-7");
            assertThat(server.api().get("/dead-letters").json())
                    .allSatisfy(
                            letter -> assertThat(letter.path("status").asText()).isEqualTo("retried"));
        }
    }

    private static void failsForGood(RunningServer server, long upgrade, Cause cause) {
        var begun = System.nanoTime();
        hasFailed(server, upgrade);
        stopsThere(server, upgrade, cause);
        var letters = open(server);
        assertThat(letters).isNotEmpty().allSatisfy(letter -> tells(letter, cause));
        write(cause, letters, begun);
    }

    private static void aDiskIsFull(RunningServer server, long upgrade, String stage) {
        hasFailed(server, upgrade);
        var letter = open(server).get(0);
        assertThat(letter.path("cause").asText()).contains("No space left on device");
        assertThat(letter.path("remedy").asText()).containsIgnoringCase("room");
        assertThat(letter.path("stage").asText()).isEqualTo(stage);
        if (stage.equals("upgrade-env")) {
            assertThat(letter.path("nodes").path(0).asInt()).isZero();
        }
    }

    /** Another machine answers at node 5's address: it has another key, and connections to the old one are gone. */
    private static void replaceANode(RunningServer server, Faults faults) {
        server.database()
                .sql()
                .update("UPDATE octane.host_key SET key = (SELECT key FROM octane.host_key WHERE node = 6)"
                        + " WHERE node = 5");
        faults.add("unreachable@node-5:for=1s");
    }

    private static void aNodeWasReplaced(RunningServer server, long upgrade) {
        hasFailed(server, upgrade);
        var letter = open(server).get(0);
        assertThat(letter.path("nodes").path(0).asInt()).isEqualTo(5);
        assertThat(letter.path("cause").asText()).contains("host key");
        assertThat(letter.path("remedy").asText()).contains("octane nodes trust 5");
        assertThat(server.api().post("/nodes/5/trust", null).status()).isEqualTo(200);
    }

    private static void hasFailed(RunningServer server, long upgrade) {
        var failed = server.api().ended(upgrade, WHOLE);
        assertThat(failed.path("status").asText()).as(failed.toString()).isEqualTo("failed");
        assertThat(failed.path("message").asText()).contains("failed for good");
    }

    private static void retry(RunningServer server) {
        open(server).forEach(letter -> assertThat(server.api()
                        .post("/dead-letters/" + letter.path("id").asInt() + "/retry", null)
                        .status())
                .isEqualTo(200));
    }

    /** What ran on other nodes comes to its end, nothing after it begins. */
    private static void stopsThere(RunningServer server, long upgrade, Cause cause) {
        var sql = server.database().sql();
        Awaitility.await("other nodes' steps come to their end")
                .atMost(WHOLE)
                .until(() -> sql.queryForObject(
                                "SELECT count(*) FROM octane.step WHERE upgrade_id = ? AND (status = 'running' OR"
                                        + " status IN ('queued', 'waiting') AND started_at IS NOT NULL)",
                                Long.class,
                                upgrade)
                        == 0);
        assertThat(sql.queryForList(
                        "SELECT DISTINCT stage || ' ' || name FROM octane.step WHERE upgrade_id = ? AND status ="
                                + " 'dead'",
                        String.class,
                        upgrade))
                .containsExactly(cause.stage() + " " + cause.step());
        assertThat(sql.queryForList(
                        "SELECT s.stage || ' ' || s.name FROM octane.step s WHERE s.upgrade_id = ?"
                                + " AND s.started_at IS NOT NULL AND EXISTS (SELECT 1 FROM octane.step d"
                                + " WHERE d.upgrade_id = s.upgrade_id AND d.status = 'dead'"
                                + " AND d.group_number < s.group_number)",
                        String.class,
                        upgrade))
                .as("begun after " + cause)
                .isEmpty();
    }

    private static List<JsonNode> open(RunningServer server) {
        return server.api().get("/dead-letters").json().findParents("status").stream()
                .filter(letter -> letter.path("status").asText().equals("open"))
                .toList();
    }

    private static void tells(JsonNode letter, Cause cause) {
        assertThat(letter.path("name").asText()).isEqualTo(cause.step());
        assertThat(letter.path("cause").asText()).isNotBlank();
        assertThat(letter.path("remedy").asText()).isNotBlank();
        assertThat(letter.path("attempts").asInt()).isGreaterThan(1);
        assertThat(letter.path("cause").asText() + letter.path("output").asText())
                .contains(cause.says());
    }

    private static void write(Cause cause, List<JsonNode> letters, long begun) {
        int attempts =
                letters.stream().mapToInt(l -> l.path("attempts").asInt()).max().orElse(0);
        FaultTable.add(new FaultTable.Row(
                "fails for good",
                cause.stage(),
                cause.step(),
                letters.size() + " dead letter" + (letters.size() > 1 ? "s" : "") + ", cured by retry",
                attempts,
                0,
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / MILLIS));
    }
}
