package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two servers behind the pair of Artemis brokers that {@code scripts/cluster} starts; the one that serves is killed. */
@Tag("slow")
class BrokerPairTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);
    private static final String FETCHED = "target/apache-artemis-2.44.0/bin/artemis";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void anUpgradeGoesOnAtTheOtherBrokerWhenTheOneThatServesIsKilled() throws Exception {
        var pair = folder.resolve("pair");
        int started = cluster(pair, "brokers");
        assumeTrue(started == 0 || Files.exists(Path.of(FETCHED)), "Artemis can't be fetched from Maven Central");
        try {
            assertThat(started).as(Files.readString(log(pair))).isZero();
            var said = Files.readString(log(pair));
            assertThat(said).contains("broker failover:(");
            var broker = said.substring(said.indexOf("failover:("))
                    .lines()
                    .findFirst()
                    .orElseThrow();
            var settings = JoinedServer.behind(broker, "octane", pair.resolve("broker.password"));
            try (var first = RunningServer.start(folder.resolve("first"), settings, "--speed", "25");
                    var second = JoinedServer.start(first, folder.resolve("second"), settings)) {
                survivesTheKill(pair, first, second);
            }
        } finally {
            cluster(pair, "stop");
        }
    }

    private static void survivesTheKill(Path pair, RunningServer first, JoinedServer second) throws Exception {
        var cloud = new UpgradedCloud(Before.of(first.cloud()), first);
        var sql = first.database().sql();
        long upgrade = first.api().startUpgrade();
        Awaitility.await("in the middle, and both at work")
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sql.queryForObject(
                                "SELECT count(*) > 40 FROM octane.step WHERE status = 'succeeded'", Boolean.class)
                        && sql.queryForObject(
                                "SELECT count(*) > 0 FROM octane.step WHERE status = 'running' AND owner LIKE ?",
                                Boolean.class,
                                second.name() + "@%"));

        var primary = ProcessHandle.of(Long.parseLong(
                        Files.readString(pair.resolve("pids/broker-primary")).strip()))
                .orElseThrow();
        primary.destroyForcibly();
        Awaitility.await().until(() -> !primary.isAlive());

        cloud.isWhole(first.api().ended(upgrade, WHOLE));
        cloud.nothingWasDoneTwice();
        assertThat(Files.readString(pair.resolve("broker-backup.out")))
                .as("the other one has taken over")
                .contains("AMQ221010");
    }

    private static int cluster(Path pair, String command) throws IOException, InterruptedException {
        Files.createDirectories(pair);
        var builder = new ProcessBuilder("scripts/cluster", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(pair).toFile()));
        builder.environment().put("OCTANE_CLUSTER", pair.toString());
        var process = builder.start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(command).isTrue();
        return process.exitValue();
    }

    private static Path log(Path pair) {
        return pair.resolveSibling("pair.log");
    }
}
