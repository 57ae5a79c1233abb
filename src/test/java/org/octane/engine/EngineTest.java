package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.octane.AsyncApi;
import org.octane.plan.Refusal;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;
import org.octane.step.StepLog;
import org.octane.step.WakeUp;

class EngineTest extends WithEngine {

    @Test
    void stepsRunInTheOrderOfThePlanAndTheirEffectsAreProved() throws Exception {
        engine.reset(3);
        engine.create();
        succeeded();
        assertThat(engine.calls.stream().map(c -> c.name() + " " + c.phase()).distinct())
                .containsExactly(
                        "first CHECK",
                        "first ACT",
                        "first VERIFY",
                        "each CHECK",
                        "each ACT",
                        "each VERIFY",
                        "last CHECK",
                        "last ACT",
                        "last VERIFY");
        assertThat(engine.acts("each")).isEqualTo(3);
        assertThat(engine.printed)
                .containsSubsequence("→ check missing: Not there.", "→ act done: Made.", "→ verify done: Proved.");
    }

    @Test
    void eachLogLineOfAStepSaysWhichStepItIs() throws Exception {
        engine.reset(2);
        var said = new ConcurrentHashMap<String, Map<String, String>>();
        var tries = new AtomicInteger();
        engine.step("first", call -> {
            said.put("first, attempt " + call.attempt(), StepLog.context());
            if (tries.incrementAndGet() == 1) {
                throw StepFailure.passing("Node 1 cannot be reached over SSH: refused");
            }
            return Outcome.done("There.");
        });
        engine.step("each", call -> {
            said.put("on node " + call.nodes().get(0), StepLog.context());
            return Outcome.done("There.");
        });
        engine.create();
        succeeded();

        assertThat(said.get("first, attempt 1"))
                .isEqualTo(Map.of("upgrade", "1", "stage", "run", "step", "1", "name", "first", "attempt", "1"));
        assertThat(said.get("first, attempt 2")).containsEntry("step", "1").containsEntry("attempt", "2");
        assertThat(said.get("on node 1")).containsEntry("name", "each").containsEntry("node", "1");
        assertThat(said.get("on node 2")).containsEntry("name", "each").containsEntry("node", "2");
    }

    @Test
    void aStepWhoseEffectIsThereAlreadyIsNotActedOn() throws Exception {
        engine.reset(1);
        engine.step("first", call -> Outcome.done("It was so already."));
        engine.create();
        succeeded();
        assertThat(engine.acts("first")).isZero();
    }

    @Test
    void manyNodesAtOnceAreEachDoneOnce() throws Exception {
        engine.reset(200);
        engine.create();
        succeeded();
        assertThat(engine.acts("each")).isEqualTo(200);
        assertThat(engine.calls.stream()
                        .filter(c -> c.name().equals("each") && c.phase() == Phase.ACT)
                        .map(c -> c.nodes())
                        .distinct())
                .hasSize(200);
    }

    @Test
    void aWaitingStepGoesOnWhenWhatItWaitsForHappens() throws Exception {
        engine.reset(1);
        var arrived = new AtomicBoolean();
        engine.step(
                "first",
                call -> arrived.get()
                        ? Outcome.done("Arrived.")
                        : Outcome.waiting("It is on its way.", new WakeUp("parcel", Duration.ofHours(1))));
        engine.create();
        await().until(() -> engine.status("first"), "waiting"::equals);
        arrived.set(true);
        engine.requeue().wake("parcel");
        succeeded();
    }

    @Test
    void aWaitingStepIsLookedAtAgainWhenItsTimeHasCome() throws Exception {
        engine.reset(1);
        var looks = new AtomicInteger();
        engine.step(
                "first",
                call -> looks.incrementAndGet() > 2
                        ? Outcome.done("There.")
                        : Outcome.waiting("Not yet.", WakeUp.after(Duration.ofMillis(50))));
        engine.create();
        succeeded();
        assertThat(looks).hasValue(3);
    }

    @Test
    void whatMayPassIsTriedAgain() throws Exception {
        engine.reset(1);
        var tries = new AtomicInteger();
        engine.step("first", call -> {
            if (tries.incrementAndGet() < 3) {
                throw StepFailure.passing("Node 1 cannot be reached over SSH: refused");
            }
            return Outcome.done("There.");
        });
        engine.create();
        succeeded();
        assertThat(engine.calls.stream().filter(c -> c.name().equals("first")).map(c -> c.attempt()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void whoIsAwayIsWaitedForWithoutAnAttempt() throws Exception {
        engine.reset(1);
        var tries = new AtomicInteger();
        engine.step("first", call -> {
            if (tries.incrementAndGet() < 3) {
                throw StepFailure.unreachable("Node 1 cannot be reached over SSH: Connection refused.", "");
            }
            return Outcome.done("There.");
        });
        engine.create();
        await().until(() -> engine.status("first"), "waiting"::equals);
        succeeded();
        assertThat(engine.calls.stream().filter(c -> c.name().equals("first")).map(c -> c.attempt()))
                .containsExactly(1, 1, 1);
    }

    @Test
    void whoStaysAwayBeyondTheStepsTimeCountsAsAFailure() throws Exception {
        engine.reset(1);
        engine.step("first", call -> {
            engine.sql.update("UPDATE octane.step SET timeout_seconds = 0 WHERE name = 'first'");
            throw StepFailure.unreachable("Node 1 cannot be reached over SSH: Connection refused.", "");
        });
        engine.create();
        engine.sql.update("UPDATE octane.step SET deadline_at = now() WHERE name = 'first'");
        await().atMost(Duration.ofSeconds(30)).until(engine::upgradeStatus, "failed"::equals);
        assertThat(engine.views().deadLetters(null, null, null)).contains("Connection refused.");
    }

    @Test
    void anEffectThatIsNotProvedIsMadeAgainAndThenGivenUp() throws Exception {
        engine.reset(1);
        engine.step(
                "first",
                call -> call.phase() == Phase.ACT
                        ? Outcome.done("Made.")
                        : Outcome.missing("The VIP still answers from the original."));
        engine.create();
        await().until(engine::upgradeStatus, "failed"::equals);
        assertThat(engine.acts("first")).isEqualTo(3);
        assertThat(engine.views().deadLetters(null, null, null))
                .contains("Verification failed: The VIP still answers from the original.");
    }

    @Test
    void whatWillNotPassGoesToTheDeadLettersAtOnceAndARetryFinishesTheUpgrade() throws Exception {
        engine.reset(2);
        var cured = new AtomicBoolean();
        engine.step("each", call -> {
            if (!cured.get() && call.nodes().contains(2)) {
                throw new StepFailure("ceph-mon refuses", false, 22, "line\nlast line", "Start it by hand.");
            }
            return Outcome.done("There.");
        });
        engine.create();
        await().until(engine::upgradeStatus, "failed"::equals);
        assertThat(engine.status("last")).isEqualTo("pending");
        assertThat(engine.views().deadLetters(1L, null, null))
                .contains(
                        "\"exit_code\" : 22",
                        "\"code\" : \"step-failed\"",
                        "last line",
                        "Start it by hand.",
                        "\"open\"");
        await().untilAsserted(() -> assertThat(engine.notifications).hasSize(1));
        assertThat(engine.notifications.get(0).get("topic")).isEqualTo("error");

        cured.set(true);
        var dead = engine.sql.queryForObject("SELECT id FROM octane.step WHERE status = 'dead'", Long.class);
        engine.deadSteps().retry(1, dead, "bob");
        succeeded();
        assertThat(engine.views().deadLetters(1L, null, null)).contains("\"retried\"");
        assertThatThrownBy(() -> engine.deadSteps().retry(1, dead, "bob"))
                .isInstanceOf(Refusal.class)
                .hasMessage("Step " + dead + " is succeeded; only a dead step is retried.");
    }

    @Test
    void aDeadLetterIsCopiedToItsQueueForOtherPrograms() throws Exception {
        engine.reset(1);
        engine.step("first", call -> {
            throw StepFailure.lasting("It will never work.", "");
        });
        engine.create();
        await().until(engine::upgradeStatus, "failed"::equals);
        try (var queue = new QueueReader(engine.broker, "octane.dead-letter")) {
            var letter = await().until(
                            queue::next, next -> next.contains("It will never work.") && next.contains("\"run\""));
            assertThat(AsyncApi.violations("deadLetter", letter)).isEmpty();
        }
    }

    @Test
    void otherRunningStepsFinishWhenOneIsDeadAndNoNewOneStarts() throws Exception {
        engine.reset(2);
        var open = new AtomicBoolean();
        engine.step("each", call -> {
            if (call.nodes().contains(1)) {
                await().until(() -> count("waiting", "each") == 1);
                throw StepFailure.lasting("It will never work.", "");
            }
            return open.get() ? Outcome.done("There.") : Outcome.waiting("Busy.", WakeUp.after(Duration.ofMillis(50)));
        });
        engine.create();
        await().until(engine::upgradeStatus, "failed"::equals);
        open.set(true);
        await().until(() -> count("succeeded", "each") == 1);
        assertThat(engine.status("last")).isEqualTo("pending");
    }

    @Test
    void anInstanceThatVanishedIsReplacedAndItsStepBeginsWithItsCheck() throws Exception {
        engine.reset(1);
        engine.step("first", call -> Outcome.waiting("It takes long.", WakeUp.after(Duration.ofHours(1))));
        engine.create();
        await().until(() -> engine.status("first"), "waiting"::equals);
        // As kill -9 leaves it: claimed by somebody who renews no lease.
        engine.sql.update(
                "UPDATE octane.step SET status = 'running', owner = 'gone', fence = fence + 1, wake_at = NULL,"
                        + " lease_until = now() - interval '1 second' WHERE name = 'first'");
        engine.effect("first");
        succeeded();
        assertThat(engine.sql.queryForObject(
                        "SELECT count(*) FROM octane.event WHERE message LIKE 'The instance that ran the step did not"
                                + " renew its lease%'",
                        Integer.class))
                .isEqualTo(1);
        assertThat(engine.sql.queryForObject(
                        "SELECT max(attempt) FROM octane.step WHERE name = 'first'", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void whoeverWasOvertakenChangesNothingAnyMore() throws Exception {
        engine.reset(1);
        var held = new AtomicBoolean(true);
        var slow = new AtomicInteger();
        engine.step("first", call -> {
            if (slow.getAndIncrement() == 0) {
                await().pollInterval(Duration.ofMillis(20)).untilFalse(held);
                return Outcome.done("Said too late.", Map.of("who", "overtaken"));
            }
            return Outcome.done("Said by the new owner.", Map.of("who", "owner"));
        });
        engine.create();
        await().until(() -> engine.status("first"), "running"::equals);
        engine.sql.update(
                "UPDATE octane.step SET status = 'queued', fence = fence + 1, queued_at = now() - interval '1 hour'"
                        + " WHERE name = 'first'");
        await().until(() -> engine.status("first"), "succeeded"::equals);
        held.set(false);
        succeeded();
        assertThat(engine.sql.queryForObject("SELECT message FROM octane.step WHERE name = 'first'", String.class))
                .isEqualTo("Said by the new owner.");
    }

    @Test
    void whatADatabaseWithoutRoomCouldNotTakeIsFoundOutAgainWhenThereIsRoom() throws Exception {
        engine.reset(1);
        engine.sql.execute(
                "CREATE FUNCTION octane.no_room() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION"
                        + " 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END$$");
        engine.sql.execute("CREATE TRIGGER no_room BEFORE UPDATE ON octane.step FOR EACH ROW"
                + " WHEN (NEW.status IN ('succeeded', 'waiting', 'dead')) EXECUTE FUNCTION octane.no_room()");
        try {
            engine.create();
            await().atMost(Duration.ofSeconds(30)).until(() -> engine.acts("first") == 1);
            await().during(Duration.ofMillis(500))
                    .until(() -> engine.status("first"), status -> !status.equals("dead"));
        } finally {
            engine.sql.execute("DROP TRIGGER no_room ON octane.step");
            engine.sql.execute("DROP FUNCTION octane.no_room()");
        }
        succeeded();
        assertThat(engine.acts("first")).as("its effect was there").isEqualTo(1);
    }

    @Test
    void anInstanceGoesOnWithWhatItsOwnStepsHaveMadeReadyWithoutAMessage() throws Exception {
        engine.reset(3);
        engine.sql.execute("CREATE FUNCTION octane.no_message() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN RAISE EXCEPTION 'a message of %', NEW.queue; END$$");
        engine.sql.execute("CREATE TRIGGER no_message BEFORE INSERT ON octane.outbox FOR EACH ROW"
                + " EXECUTE FUNCTION octane.no_message()");
        try {
            engine.create();
            succeeded();
        } finally {
            engine.sql.execute("DROP TRIGGER no_message ON octane.outbox");
            engine.sql.execute("DROP FUNCTION octane.no_message()");
        }
        assertThat(engine.acts("each")).isEqualTo(3);
    }

    @Test
    void whatItHasNoWorkerForIsForAnyInstance() throws Exception {
        engine.reset(40);
        var open = new AtomicBoolean();
        engine.step("each", call -> {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .untilTrue(open);
            return Outcome.done("There.");
        });
        engine.create();
        await().until(() -> count("running", "each") == EngineFixture.WORKERS);
        await().during(Duration.ofMillis(500)).until(() -> count("queued", "each") == 40 - EngineFixture.WORKERS);
        open.set(true);
        succeeded();
    }

    @Test
    void aStepWhoseMessageWasLostIsAnnouncedAgain() throws Exception {
        engine.reset(1);
        engine.step("first", call -> Outcome.waiting("Wait.", WakeUp.after(Duration.ofHours(1))));
        engine.create();
        await().until(() -> engine.status("first"), "waiting"::equals);
        engine.effect("first");
        engine.sql.update("UPDATE octane.step SET status = 'queued', wake_at = NULL,"
                + " queued_at = now() - interval '1 hour' WHERE name = 'first'");
        succeeded();
    }

    @Test
    void anUpgradeGoesOnAfterARestart() throws Exception {
        engine.reset(3);
        engine.step("each", call -> Outcome.waiting("Wait.", WakeUp.after(Duration.ofMillis(500))));
        engine.create();
        await().until(() -> count("waiting", "each") == 3);
        engine.effect("each");
        engine.restart("second");
        succeeded();
        assertThat(engine.acts("first")).isEqualTo(1);
    }

    @Test
    void aSecondUpgradeOfTheSameClusterIsRefused() throws Exception {
        engine.reset(1);
        engine.step("first", call -> Outcome.waiting("Wait.", WakeUp.after(Duration.ofHours(1))));
        engine.create();
        assertThatThrownBy(engine::create)
                .isInstanceOf(Refusal.class)
                .hasMessage("Cluster 1 is being upgraded already.")
                .extracting("kind")
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void everyChangeOfStateIsAnEventThatCanBeReadFromWhereOneLeftOff() throws Exception {
        engine.reset(1);
        engine.create();
        succeeded();
        await().untilAsserted(() -> assertThat(engine.views().events(1, 0)).hasSize(8));
        var all = engine.views().events(1, 0);
        assertThat(engine.views().events(1, all.get(2).position())).isEqualTo(all.subList(3, 8));
    }

    private static void succeeded() {
        await().atMost(Duration.ofSeconds(30)).until(engine::upgradeStatus, "succeeded"::equals);
    }

    private static int count(String status, String name) {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM octane.step WHERE status = ? AND name = ?", Integer.class, status, name);
    }
}
