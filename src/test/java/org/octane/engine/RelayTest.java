package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;
import org.octane.step.Outcome;

/** What a commit left to be sent is sent, whenever the broker can take it. */
class RelayTest {

    private static final int MESSAGES = 3;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void messagesStayInTheOutboxUntilTheBrokerIsBackAndAreSentOnce() throws Exception {
        try (var engine = new EngineFixture(folder)) {
            engine.reset(1);
            int port = URI.create(engine.broker.url()).getPort();
            engine.broker.close();
            IntStream.range(0, MESSAGES)
                    .forEach(n -> engine.sql.update(
                            "INSERT INTO octane.outbox (queue, body) VALUES ('octane.notifications', ?)",
                            "{\"topic\": \"done\", \"message\": \"" + n + "\"}"));
            await().during(Duration.ofSeconds(3)).atMost(SOON).untilAsserted(() -> assertThat(left(engine))
                    .isEqualTo(MESSAGES));
            var back = EmbeddedBroker.start(folder, port);
            try {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(engine.notifications).hasSize(MESSAGES));
                await().atMost(SOON).until(() -> left(engine) == 0);
                assertThat(engine.notifications).doesNotHaveDuplicates();
            } finally {
                back.close();
            }
        }
    }

    /** A server that is killed in between leaves the message to another one. */
    @Test
    void aMessageIsAcknowledgedOnceItsClaimIsCommitted() throws Exception {
        var gate = new CountDownLatch(1);
        try (var engine = new EngineFixture(folder)) {
            engine.reset(1);
            engine.step("first", call -> {
                gate.await();
                return Outcome.done("There.");
            });
            engine.create();
            await().atMost(SOON).until(() -> engine.status("first"), "running"::equals);
            try {
                engine.locking(sql -> {
                    sql.execute("SELECT id FROM octane.upgrade WHERE id = 1 FOR NO KEY UPDATE");
                    // By another connection than this transaction's.
                    CompletableFuture.runAsync(() -> engine.sql.update("INSERT INTO octane.outbox (queue, body)"
                                    + " SELECT 'octane.steps', id::text FROM octane.step WHERE name = 'first'"))
                            .join();
                    engine.awaitSomebodyWaiting("locktype IN ('transactionid', 'tuple')");
                    assertThat(unacknowledged(engine)).isOne();
                });
                await().atMost(SOON).until(() -> unacknowledged(engine) == 0);
            } finally {
                gate.countDown();
            }
        }
    }

    private static long unacknowledged(EngineFixture engine) {
        return engine.broker.state("octane.steps").orElseThrow().unacknowledged();
    }

    @Test
    void oneCommitSendsAllThatIsThereHoweverMuchThatIs() throws Exception {
        try (var engine = new EngineFixture(folder)) {
            // More steps at once than the instance has workers: it has to tell others.
            engine.reset(40);
            engine.stopRelayTimer();
            engine.sql.update("INSERT INTO octane.outbox (queue, body)"
                    + " SELECT 'octane.notifications', '{\"topic\": \"done\", \"message\": \"' || n || '\"}'"
                    + " FROM generate_series(1, 1200) n");
            engine.create();
            await().atMost(SOON).until(() -> left(engine) == 0);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(engine.notifications).hasSize(1200));
        }
    }

    private static int left(EngineFixture engine) {
        return engine.sql.queryForObject("SELECT count(*) FROM octane.outbox", Integer.class);
    }
}
