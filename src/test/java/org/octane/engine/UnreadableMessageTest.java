package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Whatever lies on the engine's queues, those that follow are read. */
class UnreadableMessageTest extends WithEngine {

    private static final Duration SOON = Duration.ofSeconds(30);

    @BeforeEach
    void cloud() {
        engine.reset(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "octane.steps; first",
                "octane.steps; ''",
                "octane.steps; 99999999999999999999",
                "octane.notifications; {\"topic\":",
                "octane.notifications; 7",
                "octane.notifications; []",
                "octane.notifications; {\"topic\":\"error\"}",
                "octane.notifications; {\"topic\":\"error\",\"message\":\"m\",\"cluster_id\":\"one\"}",
                "octane.notifications; {\"topic\":\"shout\",\"message\":\"m\"}",
                "octane.notifications; {\"topic\":\"error\",\"message\":\"m\\u0000\"}",
                "octane.notifications; {\"topic\":\"error\",\"message\":\"m\",\"dead_letter\":1}"
            })
    void aMessageThatNobodyCanReadIsToldOnceAndKeptByTheBroker(String queue, String body) throws Exception {
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(said);
        try (var undeliverable = new QueueReader(engine.broker, "undeliverable")) {
            put(queue, body);
            assertThat(undeliverable.next()).isEqualTo(body);
            put("octane.notifications", "{\"topic\":\"done\",\"message\":\"next\"}");
            await().atMost(SOON).untilAsserted(() -> assertThat(engine.notifications)
                    .contains(Map.of("topic", "done", "message", "next")));
        } finally {
            root.detachAppender(said);
        }
        assertThat(said.list)
                .filteredOn(event -> event.getFormattedMessage().contains("can't read a message"))
                .hasSize(1);
    }

    /** Nailgun's database may be away for a while. */
    @Test
    void aNotificationThatCanNotBeShownNowIsShownLater() {
        engine.failing.set(3);
        put("octane.notifications", "{\"topic\":\"done\",\"message\":\"late\"}");
        await().atMost(SOON).untilAsserted(() -> assertThat(engine.notifications)
                .contains(Map.of("topic", "done", "message", "late")));
        assertThat(engine.failing.get()).isNegative();
    }

    @Test
    void aServerThatEndsDoesNotWaitUntilANotificationCanBeShown() throws Exception {
        engine.failing.set(1000);
        put("octane.notifications", "{\"topic\":\"done\",\"message\":\"after the restart\"}");
        await().atMost(SOON).until(() -> engine.failing.get() < 999);
        engine.endsWithin(60);
        var begun = Instant.now();
        engine.stop();
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
        engine.failing.set(0);
        engine.start("second");
        await().atMost(SOON).untilAsserted(() -> assertThat(engine.notifications)
                .contains(Map.of("topic", "done", "message", "after the restart")));
    }

    @Test
    void aStepIsClaimedAfterOne() throws Exception {
        put("octane.steps", "no number");
        engine.create();
        await().atMost(SOON).until(() -> engine.upgradeStatus().equals("succeeded"));
        try (var undeliverable = new QueueReader(engine.broker, "undeliverable")) {
            assertThat(undeliverable.next()).isEqualTo("no number");
        }
    }

    private static void put(String queue, String body) {
        engine.sql.update("INSERT INTO octane.outbox (queue, body) VALUES (?, ?)", queue, body);
    }
}
