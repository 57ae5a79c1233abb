package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.undo.ControlRollbacks;
import org.octane.engine.undo.Rollbacks;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;

class RollbackTest extends WithEngine {

    private final AtomicBoolean open = new AtomicBoolean();

    @BeforeEach
    void threeComputes() {
        engine.reset(3);
    }

    @Test
    void everyBegunStepIsUndoneInTheOppositeOrder() {
        busy("brink");
        back(null, false);
        ended("rolled-back");
        assertThat(undone())
                .startsWith("brink []")
                .endsWith("hold []", "first []")
                .containsExactlyInAnyOrder("brink []", "each [1]", "each [2]", "each [3]", "hold []", "first []");
        assertThat(engine.sql.queryForList(
                        "SELECT DISTINCT status FROM octane.step WHERE undoes IS NULL AND started_at IS NOT NULL",
                        String.class))
                .containsExactly("undone");
        assertThat(engine.acts("last")).isZero();
        assertThat(engine.views().upgrade(1)).contains("\"undo-begin\"");
    }

    @Test
    void whoeverUndoesAStepIsThatStepWithItsResultsAndOvertakesIt() {
        busy("brink");
        back(null, false);
        ended("rolled-back");
        var undo = calls("each", Phase.UNDO).get(0);
        var act = calls("each", Phase.ACT).stream()
                .filter(call -> call.step() == undo.step())
                .findFirst()
                .orElseThrow();
        assertThat(undo.stage()).isEqualTo("close");
        assertThat(undo.parameters()).containsEntry("by", "hold");
        assertThat(undo.fence()).isGreaterThan(act.fence());
    }

    @Test
    void aStepThatRunsComesToItsEndBeforeAnythingIsUndone() {
        var inside = new AtomicBoolean();
        engine.step("brink", call -> {
            if (call.phase() == Phase.CHECK) {
                return Outcome.missing("Not there.");
            }
            inside.set(true);
            await().atMost(Duration.ofSeconds(20)).untilTrue(open);
            return Outcome.done("Slow.");
        });
        create();
        await().untilTrue(inside);
        back(null, false);
        await().during(Duration.ofMillis(500)).until(() -> undone().isEmpty());
        open.set(true);
        ended("rolled-back");
        assertThat(undone()).startsWith("brink []");
    }

    @Test
    void aCastIsAwaitedAndNothingElse() {
        engine.step("brink", call -> {
            if (call.phase() == Phase.UNDO || open.get()) {
                return Outcome.done("There.");
            }
            return Outcome.waiting("Astute works.", new WakeUp("cast:1", Duration.ofMillis(100)));
        });
        create();
        await().until(() -> engine.status("brink"), "waiting"::equals);
        back(null, false);
        await().during(Duration.ofMillis(500)).until(() -> undone().isEmpty());
        open.set(true);
        ended("rolled-back");
    }

    @Test
    void aDeadStepIsUndoneAndItsDeadLetterIsClosed() {
        engine.step("brink", call -> {
            if (call.phase() == Phase.UNDO) {
                return Outcome.done("Undone.");
            }
            throw StepFailure.lasting("It will never work.", "");
        });
        create();
        ended("failed");
        back(null, false);
        ended("rolled-back");
        assertThat(undone()).startsWith("brink []");
        assertThat(engine.views().deadLetters(1L, null, null))
                .contains("\"discarded\"")
                .doesNotContain("\"open\"");
    }

    @Test
    void anUndoThatFailsForGoodIsADeadLetterAndGoesOnAfterARetry() {
        var broken = new AtomicBoolean(true);
        busy("brink");
        var before = stepOf("hold");
        engine.step("hold", call -> {
            if (broken.get()) {
                throw StepFailure.lasting("It can't let go.", "");
            }
            return Outcome.done("Let go.");
        });
        back(null, false);
        ended("failed");
        assertThat(engine.views().deadLetters(1L, null, null)).contains("It can't let go.");
        assertThat(engine.status("first")).isEqualTo("succeeded");
        refusesAnotherWayBack("; retry or skip the step that failed.");
        broken.set(false);
        long dead = engine.sql.queryForObject("SELECT id FROM octane.step WHERE status = 'dead'", Long.class);
        assertThat(dead).isNotEqualTo(before);
        engine.deadSteps().retry(1, dead, "bob");
        ended("rolled-back");
    }

    @Test
    void anUndoThatWaitsIsAskedAgain() {
        var asked = new AtomicInteger();
        busy("brink");
        engine.step(
                "hold",
                call -> asked.incrementAndGet() < 3
                        ? Outcome.waiting("Servers are erased.", WakeUp.after(Duration.ofMillis(20)))
                        : Outcome.done("Erased."));
        back(null, false);
        ended("rolled-back");
        assertThat(asked).hasValue(3);
    }

    @Test
    void theWayBackGoesOnAfterACrash() throws Exception {
        busy("brink");
        engine.step("hold", call -> {
            await().atMost(Duration.ofSeconds(20)).untilTrue(open);
            return Outcome.done("Let go.");
        });
        back(null, false);
        await().until(() -> engine.sql.queryForObject(
                        "SELECT count(*) FROM octane.step WHERE name = 'hold' AND status = 'running'", Long.class)
                == 1);
        engine.restart("second");
        open.set(true);
        ended("rolled-back");
    }

    @Test
    void afterTheSwitchTheOnlyWayBackLeadsToBeforeIt() {
        busy("install");
        seed();
        assertThatThrownBy(() -> back(null, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Stage switch has begun; roll that back first")
                .hasMessageContaining("--to close");
    }

    @Test
    void aClusterThatStaysTheSameOneIsTakenBackAsAWhole() {
        busy("leave");
        back(null, false);
        ended("rolled-back");
        assertThat(undone()).startsWith("leave [1]", "switch []").endsWith("hold []", "first []");
    }

    @Test
    void theCloudIsGivenBackByAllUpgradesThatMovedItThoughTheServerIsKilledInBetween() throws Exception {
        stages(1, "begin", "close");
        stages(2, "switch");
        seed();
        engine.step(
                "switch",
                call -> open.get()
                        ? Outcome.done("Back.")
                        : Outcome.waiting("Slow.", WakeUp.after(Duration.ofMillis(50))));
        var plan = engine.controlRollbacks().plan(toOriginal());
        assertThat(plan).extracting(part -> part.upgrade() + " " + part.to()).containsExactly("2 switch", "1 close");
        assertThat(engine.controlRollbacks().start(toOriginal()))
                .startsWith("[{")
                .contains("\"rolling-back\"");
        await().until(() -> !calls("switch", Phase.UNDO).isEmpty());
        assertThatThrownBy(() -> engine.controlRollbacks().start(toOriginal()))
                .hasMessage("Upgrade 2 is already being rolled back.");
        engine.restart("second");
        open.set(true);
        ended("rolled-back");
        assertThat(undone()).startsWith("switch []").endsWith("hold []").doesNotContain("first []");
        assertThat(status(2)).isEqualTo("rolled-back");
        assertThatThrownBy(() -> engine.controlRollbacks().start(toOriginal()))
                .hasMessage("No upgrade has moved anything to seed 5.");
    }

    @Test
    void aRollbackThatFailsInBetweenGoesOnToTheOlderUpgradeOnceItIsRetried() {
        stages(1, "begin", "close");
        stages(2, "switch");
        seed();
        engine.step("switch", call -> {
            if (!open.get()) {
                throw StepFailure.lasting("Not yet.", "");
            }
            return Outcome.done("Back.");
        });
        engine.controlRollbacks().start(toOriginal());
        await().until(() -> status(2), "failed"::equals);
        assertThat(status(1)).isEqualTo("succeeded");
        open.set(true);
        engine.deadSteps().retryAll(2, "bob");
        ended("rolled-back");
    }

    @Test
    void theCloudIsGivenBackAsAWholeOrNotAtAll() {
        stages(1, "begin", "close");
        stages(2, "switch");
        stages(3, "move");
        engine.sql.update("UPDATE octane.upgrade SET seed_cluster_id = 5 WHERE id < 3");
        assertThatThrownBy(() -> engine.controlRollbacks().start(toOriginal()))
                .hasMessageContaining("Upgrade 3 of the same cluster is newer");
        assertThat(List.of(status(1), status(2), status(3))).containsOnly("succeeded");
        assertThat(engine.sql.queryForObject("SELECT count(*) FROM octane.rollback_to_come", Integer.class))
                .isZero();
    }

    @Test
    void whatCannotBeUndoneIsSaidBeforehandAndStaysOnlyIfThatIsAccepted() {
        busy("install");
        assertThat(engine.rollbacks().plan(request("close", false)).rollback().stays())
                .extracting(row -> row.name() + row.nodes())
                .containsExactly("leave[1]", "install[1]");
        assertThatThrownBy(() -> back("close", false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--accept-irreversible");
        assertThat(engine.upgradeStatus()).isEqualTo("running");
        back("close", true);
        await().during(Duration.ofMillis(300)).until(() -> undone().isEmpty());
        open.set(true);
        ended("rolled-back");
        assertThat(engine.status("install"))
                .as("what stays comes to its end first")
                .isEqualTo("succeeded");
        assertThat(undone()).contains("switch []", "hold []").doesNotContain("first []", "leave [1]");
        back(null, true);
        ended("rolled-back");
        assertThat(undone()).contains("first []");
        assertThatThrownBy(() -> back(null, false))
                .hasMessageContaining("is already rolled back to before stage begin");
    }

    @Test
    void anUpgradeThatIsAbortedWhileItHoldsTheCloudLetsGoOfIt() {
        busy("each");
        engine.lifecycle().abort(1, "alice");
        ended("aborted");
        assertThat(undone()).containsExactlyInAnyOrder("each [1]", "each [2]", "each [3]", "hold []");
        assertThat(engine.status("first")).isEqualTo("succeeded");
    }

    @Test
    void aBatchThatCannotBeUndoneComesToItsEndBeforeTheUpgradeIsAborted() {
        busy("install");
        engine.lifecycle().abort(1, "alice");
        assertThat(engine.upgradeStatus()).isEqualTo("rolling-back");
        open.set(true);
        ended("aborted");
        assertThat(calls("last", Phase.ACT)).extracting(StepCall::nodes).containsExactly(List.of(1));
        assertThat(undone()).isEmpty();
    }

    @Test
    void aBatchThatCanBeUndoneIsUndoneWhenTheUpgradeIsAborted() {
        busy("leave");
        engine.lifecycle().abort(1, "alice");
        ended("aborted");
        assertThat(undone()).containsExactly("leave [1]");
    }

    @Test
    void aRollbackIsPausedAndResumed() {
        busy("brink");
        engine.step("hold", call -> {
            await().atMost(Duration.ofSeconds(20)).untilTrue(open);
            return Outcome.done("Let go.");
        });
        back(null, false);
        await().until(() -> calls("hold", Phase.UNDO).size() == 1);
        engine.lifecycle().pause(1, "alice");
        refusesAnotherWayBack("; resume it.");
        open.set(true);
        await().during(Duration.ofMillis(500)).until(() -> !undone().contains("first []"));
        engine.lifecycle().resume(1, "alice");
        ended("rolled-back");
    }

    @Test
    void aRollbackThatBeginsWhileTheEndOfAStepIsBeingCommittedGoesOn() throws Exception {
        var inside = new AtomicBoolean();
        engine.step("each", call -> {
            if (call.phase() == Phase.CHECK && call.nodes().equals(List.of(1))) {
                inside.set(true);
                await().atMost(Duration.ofSeconds(20)).untilTrue(open);
                return Outcome.done("There.");
            }
            return call.phase() == Phase.UNDO
                    ? Outcome.done("Undone.")
                    : Outcome.waiting("Busy.", WakeUp.after(Duration.ofHours(1)));
        });
        create();
        await().untilTrue(inside);
        await().until(() -> engine.sql.queryForObject(
                        "SELECT count(*) FROM octane.step WHERE name = 'each' AND status = 'waiting'", Long.class)
                == 2);
        // Its commit waits for a lock that this test has.
        engine.sql.execute(
                """
                CREATE FUNCTION octane.slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN IF new.message = 'There.' THEN PERFORM pg_advisory_xact_lock(4711); END IF; RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER slow AFTER UPDATE ON octane.step DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION octane.slow()""");
        try {
            engine.locking(held -> {
                held.execute("SELECT pg_advisory_xact_lock(4711)");
                open.set(true);
                await().until(() -> engine.sql.queryForObject(
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", Long.class)
                        == 1);
                back(null, false);
                assertThat(undone()).isEmpty();
            });
            ended("rolled-back");
        } finally {
            engine.sql.execute("DROP TRIGGER slow ON octane.step; DROP FUNCTION octane.slow()");
        }
    }

    @Test
    void aRollbackThatBeginsWhileTheEndOfAStepWaitsForItGoesOn() throws Exception {
        engine.reset(1);
        var inside = new AtomicBoolean();
        engine.step("each", call -> {
            inside.set(true);
            await().atMost(Duration.ofSeconds(20)).untilTrue(open);
            return Outcome.done("There.");
        });
        create();
        await().untilTrue(inside);
        var rollback = new Thread(() -> back(null, false));
        engine.locking(held -> {
            held.execute("SELECT 1 FROM octane.upgrade FOR NO KEY UPDATE");
            rollback.start();
            await().until(() -> waiting() >= 1);
            open.set(true);
            await().until(() -> waiting() >= 2);
        });
        rollback.join();
        ended("rolled-back");
    }

    /** Transactions that want the upgrade's row. */
    private static long waiting() {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                Long.class);
    }

    @Test
    void twoRollbacksAtOnceAreOne() {
        busy("brink");
        engine.step("hold", call -> Outcome.waiting("Slow.", WakeUp.after(Duration.ofMillis(50))));
        back(null, false);
        assertThatThrownBy(() -> back(null, false)).hasMessageContaining("is already being rolled back");
    }

    @Test
    void anUpgradeBehindALaterOneIsNotTakenBack() {
        busy("each");
        engine.lifecycle().abort(1, "alice");
        ended("aborted");
        open.set(true);
        engine.create();
        await().until(
                        () -> engine.sql.queryForObject("SELECT status FROM octane.upgrade WHERE id = 2", String.class),
                        "succeeded"::equals);
        assertThatThrownBy(() -> back(null, false)).hasMessageContaining("Upgrade 2 of the same cluster is newer");
    }

    @Test
    void afterTheSwitchNoStageBeforeItIsRunAgain() {
        busy("leave");
        engine.lifecycle().abort(1, "alice");
        ended("aborted");
        assertThatThrownBy(RollbackTest::create)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(
                        "The control plane of cluster 1 has begun to move to its seed (upgrade 1), so stage"
                                + " begin is not run any more. Go on with '--stages switch,move'");
        back("close", false);
        ended("rolled-back");
        create();
        assertThat(engine.views().upgrade(2)).contains("\"running\"");
    }

    @Test
    void aStageThatTheUpgradeDoesNotHaveIsRefused() {
        busy("each");
        assertThatThrownBy(() -> back("nowhere", false))
                .hasMessageContaining("has no stage 'nowhere'; it has begin, close, switch, move.");
        assertThatThrownBy(() -> engine.rollbacks().plan(new Rollbacks.Request(77, null, false, "alice")))
                .hasMessageContaining("77");
    }

    /** It would undo twice what the first undoes. */
    private static void refusesAnotherWayBack(String whatToDo) {
        var rows = "SELECT count(*) FROM octane.step WHERE undoes IS NOT NULL";
        var before = engine.sql.queryForObject(rows, Integer.class);
        assertThatThrownBy(() -> back(null, true)).hasMessage("Upgrade 1 is already being rolled back" + whatToDo);
        assertThatThrownBy(() -> engine.lifecycle().abort(1, "bob"))
                .hasMessage("Upgrade 1 is already being rolled back" + whatToDo);
        assertThat(engine.sql.queryForObject(rows, Integer.class)).isEqualTo(before);
    }

    /** The upgrade has come to this step, which waits until it is let go. */
    private void busy(String step) {
        engine.step(step, call -> {
            if (call.phase() == Phase.UNDO) {
                return Outcome.done("Undone.");
            }
            return open.get() ? Outcome.done("There.") : Outcome.waiting("Busy.", WakeUp.after(Duration.ofMillis(50)));
        });
        create();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> engine.sql.queryForObject(
                                "SELECT count(*) FROM octane.step WHERE name = ? AND status = 'waiting'",
                                Long.class,
                                step)
                        > 0);
        if (step.equals("each")) {
            await().until(() -> calls("each", Phase.CHECK).stream()
                            .map(StepCall::nodes)
                            .distinct()
                            .count()
                    == 3);
        }
    }

    private static ControlRollbacks.Request toOriginal() {
        return new ControlRollbacks.Request(5, false, "alice");
    }

    /** All upgrades so far are to seed 5. */
    private static void seed() {
        engine.sql.update("UPDATE octane.upgrade SET seed_cluster_id = 5");
    }

    /** An upgrade of some stages, which succeeds. */
    private static void stages(int id, String... stages) {
        var options = new PlanOptions("there-and-back", List.of(), List.of(stages), List.of(), null, true, false);
        engine.upgrades().create(new UpgradeRequest(1, 4, null, null, options, List.of(), "alice"));
        await().until(() -> status(id), "succeeded"::equals);
    }

    private static String status(int upgrade) {
        return engine.sql.queryForObject("SELECT status FROM octane.upgrade WHERE id = ?", String.class, upgrade);
    }

    private static void create() {
        engine.upgrades().create(EngineFixture.request("there-and-back"));
    }

    private static void back(String to, boolean accept) {
        engine.rollbacks().start(request(to, accept));
    }

    private static Rollbacks.Request request(String to, boolean accept) {
        return new Rollbacks.Request(1, to, accept, "alice");
    }

    private static void ended(String status) {
        await().atMost(Duration.ofSeconds(30)).until(engine::upgradeStatus, status::equals);
    }

    private static List<StepCall> calls(String name, Phase phase) {
        return engine.calls.stream()
                .filter(call -> call.name().equals(name) && call.phase() == phase)
                .toList();
    }

    private static long stepOf(String name) {
        return engine.sql.queryForObject("SELECT min(id) FROM octane.step WHERE name = ?", Long.class, name);
    }

    private static List<String> undone() {
        return engine
                .sql
                .queryForList(
                        "SELECT name, nodes::text FROM octane.step WHERE undoes IS NOT NULL AND status = 'succeeded'"
                                + " ORDER BY finished_at, id")
                .stream()
                .map(RollbackTest::text)
                .toList();
    }

    private static String text(Map<String, Object> row) {
        return row.get("name") + " "
                + row.get("nodes").toString().replace('{', '[').replace('}', ']');
    }
}
