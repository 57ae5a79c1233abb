package org.octane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.scenario.Before;
import org.octane.scenario.RunningServer;
import org.octane.scenario.UpgradedCloud;

/** The server is killed in the middle of an upgrade, and started again; where it is killed, the seed of the dice says. */
class KilledServerTest {

    private static final Duration WHOLE = Duration.ofMinutes(8);
    /** Ten seconds are promised; a machine that does a lot else may take longer. */
    private static final Duration RESUMED = Duration.ofSeconds(30);

    private static final int A_STEP_MILLIS = 500;

    private static final List<String> STAGES = List.of("upgrade-db", "upgrade-node");
    private static final String EVENTS_SINCE = "SELECT count(*) FROM octane.event WHERE id > ?";

    /** {@code -Doctane.dice=N} kills where an earlier run did. */
    private final long dice = Long.getLong("octane.dice", System.nanoTime());

    @Test
    void aKilledServerGoesOnByItselfAndEndsWithTheSameProof(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        try (var server = RunningServer.start(folder, "--speed", "40")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var sql = server.database().sql();
            var id = server.api().startUpgrade();

            var random = new SplittableRandom(dice);
            var stage = STAGES.get(random.nextInt(STAGES.size()));
            var steps = sql.queryForList(
                    "SELECT id FROM octane.step WHERE upgrade_id = ? AND stage = ? ORDER BY id", Long.class, id, stage);
            long step = steps.get(random.nextInt(steps.size()));
            var moment = Duration.ofMillis(random.nextInt(A_STEP_MILLIS));
            var where = "dice " + dice + ": killed " + moment.toMillis() + " ms after the beginning of step " + step
                    + " of " + stage;
            System.out.println(where);
            Awaitility.await(where)
                    .atMost(WHOLE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> sql.queryForObject(
                            "SELECT s.status <> 'pending' OR u.status <> 'running' FROM octane.step s"
                                    + " JOIN octane.upgrade u ON u.id = s.upgrade_id WHERE s.id = ?",
                            Boolean.class,
                            step));
            Awaitility.await().pollDelay(moment).until(() -> true);
            server.kill();
            long last = sql.queryForObject("SELECT max(id) FROM octane.event", Long.class);
            assertThat(sql.queryForObject("SELECT status FROM octane.upgrade", String.class))
                    .as(where)
                    .isEqualTo("running");

            var restarted = Instant.now();
            server.start();
            Awaitility.await(where)
                    .atMost(RESUMED)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> sql.queryForObject(EVENTS_SINCE, Long.class, last) > 0);
            var pause = Duration.between(restarted, Instant.now());
            System.out.println("The first news " + pause.toMillis() + " ms after the new process was started");
            assertThat(pause).as(where).isLessThan(RESUMED);

            var ended = server.api().ended(id, WHOLE);
            assertThat(ended.path("status").asText()).as(where + ": " + ended).isEqualTo("succeeded");
            cloud.isWhole(ended);
            cloud.nothingWasDoneTwice();
        }
    }
}
