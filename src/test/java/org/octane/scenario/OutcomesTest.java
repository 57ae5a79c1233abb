package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.world.Faults;

/** What ends in a sentence for the operator instead of a guess: a disk that is full, a node that was replaced; and a clock that jumps. */
class OutcomesTest {

    private static final Duration WHOLE = Duration.ofMinutes(15);

    @Test
    void fullDisksAndAReplacedNodeAreCuredByARetryAndAJumpingClockIsNotFelt(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        var soon = Map.of("OCTANE_ENGINE_FIRST_RETRY", "0.1s", "OCTANE_ENGINE_LONGEST_RETRY", "1s");
        try (var server = RunningServer.start(folder, soon, "--speed", "100")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var faults = new Faults(server.cloud().world());
            faults.add("full@master:when=master/rabbitmq-plugins");
            faults.add("full@node-10:when=node-1/mysqldump");
            faults.add("clock@node-10:by=1h:when=node-10/mysql");
            faults.add("clock@node-7:by=-1h:when=node-10/mysql");
            var id = server.api().startUpgrade();

            var onMaster = dead(server, id);
            assertThat(onMaster.path("cause").asText()).contains("No space left on device");
            assertThat(onMaster.path("remedy").asText()).containsIgnoringCase("room");
            assertThat(onMaster.path("nodes").path(0).asInt()).isZero();
            faults.end("full@master");
            retry(server);

            var onNode = dead(server, id);
            assertThat(onNode.path("cause").asText()).contains("No space left on device");
            assertThat(onNode.path("stage").asText()).isEqualTo("upgrade-db");
            // Another machine answers at node 5's address: it has another key, and connections to the old one are gone.
            server.database()
                    .sql()
                    .update("UPDATE octane.host_key SET key = (SELECT key FROM octane.host_key WHERE node = 6)"
                            + " WHERE node = 5");
            faults.add("unreachable@node-5:for=1s");
            faults.end("full@node-10");
            retry(server);

            var replaced = dead(server, id);
            assertThat(replaced.path("nodes").path(0).asInt()).isEqualTo(5);
            assertThat(replaced.path("cause").asText()).contains("host key");
            assertThat(replaced.path("remedy").asText()).contains("octane nodes trust 5");
            assertThat(server.api().post("/nodes/5/trust", null).status()).isEqualTo(200);
            retry(server);

            cloud.isWhole(server.api().ended(id, WHOLE));
            cloud.nothingWasDoneTwice();
            assertThat(String.join("\n", faults.log())).contains("clock@node-10", "clock@node-7");
        }
    }

    /** The one dead letter that the upgrade waits for. */
    private static JsonNode dead(RunningServer server, long upgrade) {
        var failed = server.api().ended(upgrade, WHOLE);
        assertThat(failed.path("status").asText()).as(failed.toString()).isEqualTo("failed");
        return open(server);
    }

    private static JsonNode open(RunningServer server) {
        return StreamSupport.stream(server.api().get("/dead-letters").json().spliterator(), false)
                .filter(letter -> letter.path("status").asText().equals("open"))
                .findFirst()
                .orElseThrow();
    }

    private static void retry(RunningServer server) {
        StreamSupport.stream(server.api().get("/dead-letters").json().spliterator(), false)
                .filter(letter -> letter.path("status").asText().equals("open"))
                .forEach(letter -> assertThat(server.api()
                                .post("/dead-letters/" + letter.path("id").asInt() + "/retry", null)
                                .status())
                        .isEqualTo(200));
    }
}
