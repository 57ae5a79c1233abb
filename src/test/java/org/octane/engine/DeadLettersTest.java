package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.step.Outcome;
import org.octane.step.StepFailure;

class DeadLettersTest extends WithEngine {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final AtomicBoolean gone = new AtomicBoolean();

    @BeforeEach
    void aStepThatFailsAsLongAsItsCauseIsThere() {
        engine.reset(1);
        var output = IntStream.rangeClosed(1, 80).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        engine.step("each", call -> {
            if (gone.get()) {
                return Outcome.done("There.");
            }
            throw new StepFailure("ceph-mon won't start.", false, 9, output, "Look at its store.");
        });
    }

    @Test
    void aLetterSaysAllThatAnOperatorNeeds() throws Exception {
        died();
        var letter = letter(1);
        assertThat(letter.path("name").asText()).isEqualTo("each");
        assertThat(letter.path("title").asText()).isEqualTo("On node-1");
        assertThat(letter.path("stage").asText()).isEqualTo("run");
        assertThat(letter.path("nodes").toString()).isEqualTo("[1]");
        assertThat(letter.path("node_names").toString()).isEqualTo("[\"node-1\"]");
        assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        assertThat(letter.path("exit_code").asInt()).isEqualTo(9);
        assertThat(letter.path("output").asText().lines())
                .hasSize(50)
                .startsWith("line 31")
                .endsWith("line 80");
        assertThat(letter.path("cause").asText()).isEqualTo("ceph-mon won't start.");
        assertThat(letter.path("remedy").asText()).isEqualTo("Look at its store.");
        assertThat(letter.path("created_at").asText()).isNotBlank();
        assertThat(letter.path("closed_by").isNull()).isTrue();
        said("error", "Step each on node-1 failed for good: ceph-mon won't start. (dead letter 1)");
    }

    @Test
    void aLetterIsCuredWhenItsStepSucceedsAfterARetry() throws Exception {
        died();
        gone.set(true);
        engine.deadSteps().retryDeadLetter(1, "bob");
        await().atMost(SOON).until(engine::upgradeStatus, "succeeded"::equals);
        said("done", "Step each on node-1 of upgrade 1 succeeded after bob retried it (dead letter 1).");
        var letter = letter(1);
        assertThat(letter.path("status").asText()).isEqualTo("retried");
        assertThat(letter.path("closed_by").asText()).isEqualTo("bob");
        assertThat(letter.path("closed_at").asText()).isNotBlank();
        assertThat(letter.path("cured_at").asText()).isNotBlank();
    }

    @Test
    void aStepThatFailsAgainIsNotCuredByItsRetry() throws Exception {
        died();
        engine.deadSteps().retryDeadLetter(1, "bob");
        await().atMost(SOON).until(() -> letter(2).path("status").asText(), "open"::equals);
        assertThat(letter(1).path("cured_at").isNull()).isTrue();
        assertThatThrownBy(() -> engine.deadSteps().retryDeadLetter(1, "bob"))
                .hasMessage("Dead letter 1 is retried already.");
        assertThatThrownBy(() -> engine.deadSteps().discardDeadLetter(1, "bob", "never mind"))
                .hasMessage("Dead letter 1 is retried already.");
        gone.set(true);
        engine.deadSteps().retryDeadLetter(2, "bob");
        await().atMost(SOON).until(engine::upgradeStatus, "succeeded"::equals);
        await().until(() -> messages("done").size(), Integer.valueOf(2)::equals);
    }

    @Test
    void aLetterIsCuredWhenItsStepIsSkipped() throws Exception {
        died();
        engine.deadSteps().discardDeadLetter(1, "bob", "done by hand");
        await().atMost(SOON).until(engine::upgradeStatus, "succeeded"::equals);
        said("done", "Step each on node-1 of upgrade 1 was skipped by bob: done by hand (dead letter 1).");
        assertThat(letter(1).path("status").asText()).isEqualTo("discarded");
        assertThat(letter(1).path("closed_reason").asText()).isEqualTo("done by hand");
    }

    @Test
    void whatADatabaseSaidIsItsOutput() throws Exception {
        engine.step("each", call -> {
            engine.sql.execute("SELECT no_such_column FROM octane.step");
            return Outcome.done("Never.");
        });
        engine.create();
        engine.sql.update("UPDATE octane.step SET max_attempts = 1 WHERE name = 'each'");
        await().atMost(SOON).until(engine::upgradeStatus, "failed"::equals);
        assertThat(letter(1).path("cause").asText()).isEqualTo("ERROR: column \"no_such_column\" does not exist");
        assertThat(letter(1).path("output").asText()).contains("SELECT no_such_column", "SQLSTATE 42703");
        assertThat(letter(1).path("code").asText()).isEqualTo("internal-error");
    }

    @Test
    void anyOtherErrorSaysWhereItCameFrom() throws Exception {
        engine.step("each", call -> {
            throw new IllegalStateException("No such thing", new SQLException("the driver gave up", "XX000"));
        });
        engine.create();
        engine.sql.update("UPDATE octane.step SET max_attempts = 1 WHERE name = 'each'");
        await().atMost(SOON).until(engine::upgradeStatus, "failed"::equals);
        assertThat(letter(1).path("output").asText()).contains("the driver gave up");
    }

    @Test
    void aSecretIsNowhereInWhatIsToldOfAFailure() throws Exception {
        engine.step("each", call -> {
            throw new IllegalStateException("Denied with sEcReT", new SQLException("row (1, sEcReT)", "XX000"));
        });
        engine.create();
        engine.sql.update("UPDATE octane.step SET max_attempts = 2 WHERE name = 'each'");
        await().atMost(SOON).until(engine::upgradeStatus, "failed"::equals);
        await().atMost(SOON).until(() -> messages("error").size(), Integer.valueOf(1)::equals);
        assertThat(letter(1).path("cause").asText()).isEqualTo("row (1, ******)");
        var told = letter(1)
                + engine.views().steps(1, null, null, null, null, null)
                + engine.views().upgrade(1)
                + engine.notifications
                + engine.sql.queryForList("SELECT message FROM octane.event");
        assertThat(told).contains("******").doesNotContain("sEcReT");
    }

    private static void died() {
        engine.create();
        await().atMost(SOON).until(engine::upgradeStatus, "failed"::equals);
    }

    private static JsonNode letter(long id) throws Exception {
        for (var letter : new ObjectMapper().readTree(engine.views().deadLetters(null, null, null))) {
            if (letter.path("id").asLong() == id) {
                return letter;
            }
        }
        return new ObjectMapper().createObjectNode();
    }

    private static void said(String topic, String sentence) {
        await().atMost(SOON).untilAsserted(() -> assertThat(messages(topic)).containsExactly(sentence));
    }

    private static List<String> messages(String topic) {
        return engine.notifications.stream()
                .filter(n -> n.get("topic").equals(topic))
                .map(n -> (String) n.get("message"))
                .toList();
    }
}
