package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The pair of Artemis brokers that {@code scripts/cluster} starts. */
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

    @Test
    void whatIsTooLargeForAServerIsKeptFromIt() throws Exception {
        var pair = folder.resolve("pair");
        int started = cluster(pair, "brokers");
        assumeTrue(started == 0 || Files.exists(Path.of(FETCHED)), "Artemis can't be fetched from Maven Central");
        try {
            var port = Files.readString(pair.resolve("broker.ports")).split(" ")[0];
            var password = Files.readString(pair.resolve("broker.password"));
            try (var connection =
                    new JmsConnectionFactory("octane", password, "amqp://127.0.0.1:" + port).createConnection()) {
                connection.start();
                var session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                for (var queue : List.of("octane.commands", "octane.steps", "octane.notifications")) {
                    for (int size : new int[] {40_000_000, 10_485_761, 10_000_000, 10}) {
                        var message = session.createBytesMessage();
                        message.writeBytes(new byte[size]);
                        session.createProducer(session.createQueue(queue)).send(message);
                    }
                    assertThat(sizes(session, queue, 2)).as(queue).containsExactly(10_000_000L, 10L);
                    assertThat(sizes(session, "undeliverable", 2)).as(queue).containsExactly(40_000_000L, 10_485_761L);
                }
            }
        } finally {
            cluster(pair, "stop");
        }
    }

    private static List<Long> sizes(Session session, String queue, int count) throws JMSException {
        var sizes = new ArrayList<Long>();
        try (var consumer = session.createConsumer(session.createQueue(queue))) {
            for (int i = 0; i < count; i++) {
                sizes.add(((BytesMessage) consumer.receive(60_000)).getBodyLength());
            }
            assertThat(consumer.receiveNoWait()).isNull();
        }
        return sizes;
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
