package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.engine.operate.UpgradeLifecycle.Gate;
import org.octane.engine.undo.Rollbacks;
import org.octane.plan.Refusal;
import org.octane.step.approval.Approval;

/** An upgrade that waits for a person between two steps. */
class ApprovalTest extends WithEngine {

    @BeforeEach
    void aStepThatAsks() {
        engine.reset(1);
        var approval = new Approval();
        engine.step("each", call -> {
            var asks = call.with(Map.of("next", "the API closes"));
            return switch (call.phase()) {
                case CHECK -> approval.check(asks);
                case ACT -> approval.act(asks);
                case VERIFY -> approval.verify(asks);
                case UNDO -> approval.undo(asks);
            };
        });
    }

    @Test
    void itWaitsUntilAPersonSaysSoAndKeepsWhoAndWhy() {
        waits();
        assertThat(engine.views().upgrade(1))
                .contains("Waits for an approval. Next: the API closes.")
                .contains("\"eta_seconds\" : null");
        assertThat(engine.views().steps(1, "waiting", null, null, null, null))
                .contains("\"wake_on\" : \"approval\"", "\"wake_at\" : null", "\"deadline_at\" : null");

        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", " Change 4711 ");

        await().until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(engine.sql.queryForList("SELECT message FROM octane.event WHERE actor = 'bob'", String.class))
                .containsExactly("Approved by bob: Change 4711");
        assertThat(engine.views().upgrade(1)).contains("\"approval\" : null");
    }

    @Test
    void anInstanceThatStartsAnewWaitsOn() throws Exception {
        waits();
        engine.restart("second");
        await().during(Duration.ofMillis(600)).until(() -> engine.status("each"), "waiting"::equals);
        assertThat(notices()).as("people are told once").isOne();

        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);

        await().until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(engine.views().steps(1, null, null, null, null, null)).contains("Approved by bob.");
    }

    @Test
    void whoApprovesOfNothingOrASecondTimeIsRefused() {
        assertThatThrownBy(() -> engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null))
                .isInstanceOf(Refusal.class);
        waits();
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        assertThatThrownBy(() -> engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "carol", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("waits for no approval");
        await().until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void whoHasSeenAnotherOneWaitingApprovesOfNothing() {
        waits();
        var step = engine.sql.queryForObject("SELECT id FROM octane.step WHERE wake_on = 'approval'", Long.class);
        var seen = "Waits for an approval. Next: the API closes.";

        Map.of(
                        new Gate(step - 1, null),
                        "for another approval than that of step " + (step - 1) + " now",
                        new Gate(step, seen + " Or so."),
                        "with something else in step " + step + " than was seen")
                .forEach((gate, words) -> assertThatThrownBy(
                                () -> engine.lifecycle().approve(1, gate, "bob", null))
                        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errors())
                                .containsExactly("Step %d of stage run: %s".formatted(step, seen)))
                        .hasMessage("Upgrade 1 waits " + words + "; nothing was approved."));
        assertThat(engine.status("each")).isEqualTo("waiting");
        engine.lifecycle().approve(1, new Gate(step, seen), "bob", null);
        await().until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void aPausedUpgradeIsApprovedAndGoesOnWhenItIsResumed() {
        waits();
        engine.lifecycle().pause(1, "alice");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        await().during(Duration.ofMillis(600)).until(engine::upgradeStatus, "paused"::equals);
        assertThat(engine.acts("last")).isZero();
        engine.lifecycle().resume(1, "alice");
        await().until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void whatWaitsForAPersonKeepsNoRollbackWaiting() {
        waits();
        engine.rollbacks().start(new Rollbacks.Request(1, null, false, "alice"));
        await().until(engine::upgradeStatus, "rolled-back"::equals);
        assertThat(engine.acts("last")).isZero();
    }

    @Test
    void whatWaitsForAPersonKeepsNoAbortWaiting() {
        waits();
        engine.lifecycle().abort(1, "alice");
        await().until(engine::upgradeStatus, "aborted"::equals);
        assertThat(engine.acts("last")).isZero();
    }

    /** The time until somebody has approved is no pace of the steps. */
    @Test
    void theTimeLeftDoesNotGrowByTheWait() {
        waits();
        engine.sql.update("UPDATE octane.step SET started_at = started_at - interval '1 hour' WHERE name = 'each'");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        await().until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(engine.sql.queryForObject(
                        "SELECT max(finished_at - started_at) < interval '10 minutes' FROM octane.step", Boolean.class))
                .isTrue();
    }

    private static void waits() {
        engine.create();
        await().until(() -> engine.status("each"), "waiting"::equals);
    }

    private static int notices() {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM octane.notice WHERE kind = 'approval' AND message LIKE '%the API closes.'",
                Integer.class);
    }
}
