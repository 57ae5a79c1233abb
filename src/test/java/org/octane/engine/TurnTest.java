package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.limit.Limits;
import org.octane.engine.undo.Rollbacks;
import org.octane.plan.Holds;
import org.octane.plan.PerRole;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.plan.Windows;
import org.octane.plan.catalogue.AtOnce;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.WakeUp;
import org.octane.step.approval.Turn;

/** Batches and stages that wait for a person or for a maintenance window. */
class TurnTest extends WithEngine {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> NIGHTS = List.of("22:00-06:00");

    @BeforeEach
    void fiveNodes() {
        engine.reset(5);
    }

    @Test
    void eachBatchAfterTheFirstOneWaitsForAPerson() {
        create(asking());
        waitsFor("approval", "node-3, node-4");
        assertThat(engine.acts("last")).isEqualTo(2);
        assertThat(engine.views().upgrade(1)).contains("\"eta_seconds\" : null");

        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);

        waitsFor("approval", "Next: batch of role compute: node-5");
        assertThat(engine.acts("last")).isEqualTo(4);
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void anotherLimitMeanwhileAsksForTheBatchThatComesNextNow() {
        create(asking());
        waitsFor("approval", "node-3, node-4");

        limit("1");

        waitsFor("approval", "Next: batch of role compute: node-3.");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        waitsFor("approval", "Next: batch of role compute: node-4.");
        assertThat(engine.acts("last")).isEqualTo(3);
        engine.lifecycle().abort(1, "alice");
        await().atMost(LONG).until(engine::upgradeStatus, "aborted"::equals);
        assertThat(engine.acts("leave")).isEqualTo(3);
    }

    /** As long as an upgrade is paused nobody asks again, and the events of before are kept. */
    @Test
    void limitAfterLimitWhileNobodyAsksKeepsWhatWasToldOfTheTurn() {
        create(asking());
        waitsFor("approval", "node-3, node-4");
        engine.lifecycle().pause(1, "alice");
        var told =
                "SELECT count(*) FROM octane.event e JOIN octane.step s ON s.id = e.step_id WHERE s.name = 'wait-for-turn'";
        var before = engine.sql.queryForObject(told, Integer.class);
        assertThat(before).isPositive();

        limit("1");
        limit("3");
        limit("1");

        assertThat(engine.sql.queryForObject(told, Integer.class)).isGreaterThanOrEqualTo(before);
        engine.lifecycle().resume(1, "alice");
        for (var node : List.of("node-3.", "node-4.", "node-5.")) {
            waitsFor("approval", "Next: batch of role compute: " + node);
            engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        }
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(engine.acts("last")).isEqualTo(5);
    }

    @Test
    void anApprovalHoldsForTheNodesThatItWasGivenFor() {
        engine.clock.is("2026-07-01T09:00:00Z");
        create(new Holds(limit2(), new PerRole<>(null, Map.of()), false, List.of(), true, windows("10:00-11:00 UTC")));
        waitsFor("window", "Next: stage close");
        engine.clock.is("2026-07-01T10:00:01Z");
        waitsFor("approval", "node-3, node-4");
        engine.clock.is("2026-07-01T11:30:00Z");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        waitsFor("window", "node-3, node-4");

        limit("1");

        waitsFor("approval", "Next: batch of role compute: node-3.");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        waitsFor("window", "Next: batch of role compute: node-3,");
        engine.clock.is("2026-07-02T10:00:01Z");
        waitsFor("approval", "Next: batch of role compute: node-4.");
    }

    @Test
    void theSameBatchIsNotAskedForAgain() {
        create(asking());
        waitsFor("approval", "node-3, node-4");
        limit("2");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        waitsFor("approval", "node-5");
    }

    @Test
    void aStageThatIsNamedWaitsForAPerson() {
        create(new Holds(
                new PerRole<>(null, Map.of()),
                new PerRole<>(null, Map.of()),
                false,
                List.of("close"),
                false,
                Windows.ALWAYS));
        waitsFor("approval", "Next: stage close: It is closed.");
        assertThat(engine.acts("hold")).isZero();
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void whatClosesTheApiAndEachBatchWaitForAWindow() {
        engine.clock.is("2026-07-01T12:00:00Z");
        create(atNight());
        waitsFor("window", "Next: stage close: It is closed, about 1 min, begins Wed 1 Jul 22:00 Europe/Berlin");
        assertThat(engine.views().upgrade(1)).contains("\"until\" : \"2026-07-01T20:00:00", "\"eta_seconds\" : null");
        assertThat(engine.acts("hold")).isZero();

        engine.clock.is("2026-07-01T20:00:01Z");

        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void aBatchThatHasBegunEndsAfterTheWindowAndTheNextOneWaits() {
        var installs = new CountDownLatch(1);
        engine.step(
                "install",
                call -> call.phase() == Phase.CHECK
                        ? Outcome.missing("Not there.")
                        : call.phase() == Phase.ACT && installs.getCount() > 0
                                ? Outcome.waiting("It goes on.", WakeUp.after(Duration.ofMillis(50)))
                                : Outcome.done("So it is."));
        engine.clock.is("2026-07-01T23:00:00Z");
        create(atNight());
        await().atMost(LONG).until(() -> engine.acts("install") > 0);

        engine.clock.is("2026-07-02T04:00:30Z");
        installs.countDown();

        waitsFor("window", "node-3, node-4");
        assertThat(engine.acts("last")).isEqualTo(2);
        assertThat(engine.views().upgrade(1)).contains("\"until\" : \"2026-07-02T20:00:00");
    }

    @Test
    void aClockThatIsSetBackMakesItWaitOn() {
        engine.clock.is("2026-07-01T19:59:00Z");
        create(atNight());
        waitsFor("window", "It is closed");
        engine.clock.is("2026-07-01T18:00:00Z");
        await().during(Duration.ofMillis(600))
                .until(() -> engine.status("wait-for-turn"), status -> !"dead".equals(status));
        waitsFor("window", "It is closed");
        assertThat(engine.acts("hold")).isZero();
    }

    @Test
    void whatWaitsForAWindowKeepsNoAbortAndNoRollbackWaiting() {
        engine.clock.is("2026-07-01T12:00:00Z");
        create(atNight());
        waitsFor("window", "It is closed");
        engine.lifecycle().abort(1, "alice");
        await().atMost(LONG).until(engine::upgradeStatus, "aborted"::equals);

        engine.reset(5);
        engine.clock.is("2026-07-01T12:00:00Z");
        create(atNight());
        waitsFor("window", "It is closed");
        engine.rollbacks().start(new Rollbacks.Request(1, null, false, "alice"));
        await().atMost(LONG).until(engine::upgradeStatus, "rolled-back"::equals);
        assertThat(engine.acts("hold")).isZero();
    }

    @Test
    void anInstanceThatStartsAnewWaitsOnAndTwoBeginItOnce() throws Exception {
        engine.clock.is("2026-07-01T12:00:00Z");
        create(atNight());
        waitsFor("window", "It is closed");
        engine.restart("again");
        try (var second = new EngineFixture(engine)) {
            await().during(Duration.ofMillis(600)).until(() -> waiting("window"), count -> count == 1);
            engine.clock.is("2026-07-01T20:00:01Z");
            await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
            assertThat(engine.acts("leave") + second.acts("leave")).isEqualTo(5);
        }
    }

    @Test
    void aWindowThatOpensWhileTheUpgradeIsPausedIsLookedAtWhenItIsResumed() {
        engine.clock.is("2026-07-01T12:00:00Z");
        create(atNight());
        waitsFor("window", "It is closed");
        engine.lifecycle().pause(1, "alice");
        engine.clock.is("2026-07-01T20:00:01Z");
        await().atMost(LONG).until(() -> waiting("window") == 0);
        await().during(Duration.ofSeconds(1)).until(() -> engine.status("hold"), "pending"::equals);
        engine.clock.is("2026-07-02T05:30:00Z");

        engine.lifecycle().resume(1, "alice");

        waitsFor("window", "begins Thu 2 Jul 22:00 Europe/Berlin");
        assertThat(engine.acts("hold")).isZero();
    }

    /** Else another upgrade would be told that the control plane has begun to move. */
    @Test
    void aStageThatHasOnlyWaitedHasNotHappened() {
        create(new Holds(
                new PerRole<>(null, Map.of()),
                new PerRole<>(null, Map.of()),
                false,
                List.of("close"),
                false,
                Windows.ALWAYS));
        waitsFor("approval", "Next: stage close");

        engine.lifecycle().abort(1, "alice");

        await().atMost(LONG).until(engine::upgradeStatus, "aborted"::equals);
        assertThat(engine.sql.queryForObject("SELECT count(*) FROM octane.happened WHERE stage_number = 2", Long.class))
                .isZero();
        create(new Holds(
                new PerRole<>(null, Map.of()),
                new PerRole<>(null, Map.of()),
                false,
                List.of("begin"),
                false,
                Windows.ALWAYS));
        waitsFor("approval", "Next: stage begin");
    }

    /** A limit changes the row under the upgrade's lock: one would wait for the other. */
    @Test
    void whoseTurnHasComeWaitsForTheUpgradeBeforeItsRow() {
        var asked = new CountDownLatch(1);
        var turn = new Turn(engine.clock);
        engine.step("wait-for-turn", call -> {
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            return turn.check(call);
        });
        engine.clock.is("2026-07-01T23:00:00Z");
        create(atNight());
        await().atMost(LONG).until(() -> engine.status("wait-for-turn"), "running"::equals);
        engine.holdingUpgrade(sql -> {
            asked.countDown();
            engine.awaitSomebodyWaiting("locktype = 'advisory' AND classid = 7239");
            sql.execute(
                    "SELECT id FROM octane.step WHERE name = 'wait-for-turn' AND status = 'running' FOR UPDATE NOWAIT");
        });
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void whatFitsInNoWindowIsRefused() {
        assertThatThrownBy(() -> create(new Holds(
                        new PerRole<>(null, Map.of()),
                        new PerRole<>(null, Map.of()),
                        false,
                        List.of(),
                        false,
                        windows("22:00-22:00"))))
                .isInstanceOf(Refusal.class);
        assertThat(engine.sql.queryForObject("SELECT count(*) FROM octane.upgrade", Long.class))
                .isZero();
    }

    private static void waitsFor(String on, String message) {
        await().atMost(LONG).untilAsserted(() -> assertThat(engine.sql.queryForList(
                        "SELECT message FROM octane.step WHERE status = 'waiting' AND wake_on = ?", String.class, on))
                .singleElement()
                .asString()
                .contains(message));
    }

    private static int waiting(String on) {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM octane.step WHERE status = 'waiting' AND wake_on = ?", Integer.class, on);
    }

    private static void limit(String word) {
        engine.limit(new Limits.Request(1, "compute", AtOnce.of(word), null, "bob", null, List.of()));
    }

    private static Holds asking() {
        return new Holds(limit2(), new PerRole<>(null, Map.of()), false, List.of(), true, Windows.ALWAYS);
    }

    private static Holds atNight() {
        return new Holds(
                limit2(),
                new PerRole<>(null, Map.of()),
                false,
                List.of(),
                false,
                Windows.of(NIGHTS, ZoneId.of("Europe/Berlin")));
    }

    private static PerRole<AtOnce> limit2() {
        return new PerRole<>(null, Map.of("compute", AtOnce.of("2")));
    }

    private static Windows windows(String text) {
        return Windows.of(List.of(text), ZoneId.of("UTC"));
    }

    private static void create(Holds holds) {
        var options = new PlanOptions("there-and-back", List.of(), List.of(), List.of(), true, false, holds);
        engine.upgrades().create(new UpgradeRequest(1, 4, null, null, options, List.of(), "alice"));
    }
}
