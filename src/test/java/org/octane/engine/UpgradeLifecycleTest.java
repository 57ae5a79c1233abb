package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.plan.Refusal;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;

class UpgradeLifecycleTest extends WithEngine {

    private final AtomicBoolean open = new AtomicBoolean();

    @BeforeEach
    void aStepThatWaits() {
        engine.reset(1);
        engine.step(
                "first",
                call -> open.get()
                        ? Outcome.done("There.")
                        : Outcome.waiting("Busy.", WakeUp.after(Duration.ofMillis(50))));
    }

    @Test
    void aPausedUpgradeFinishesWhatHasBegunAndGoesOnWhenItIsResumed() {
        begun();
        assertThat(engine.lifecycle().pause(1, "alice")).contains("\"status\" : \"paused\"");
        open.set(true);
        await().until(() -> engine.status("first"), "succeeded"::equals);
        await().until(() -> engine.status("each"), "queued"::equals);
        await().during(Duration.ofMillis(600)).until(() -> engine.acts("each"), Long.valueOf(0)::equals);
        engine.lifecycle().resume(1, "alice");
        await().atMost(Duration.ofSeconds(20)).until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void whyItIsPausedIsShownUntilItIsResumed() {
        begun();
        var why = "Paused, since api has not answered for 1300 s, and may for 1200 s.";
        assertThat(engine.lifecycle().pause(1, "probe", why)).contains(why);
        assertThat(engine.views().upgrade(1)).contains(why);
        assertThat(engine.sql.queryForObject(
                        "SELECT message FROM octane.event WHERE actor = 'probe' AND status = 'paused'", String.class))
                .isEqualTo(why);

        engine.lifecycle().resume(1, "alice");
        assertThat(engine.views().upgrade(1)).doesNotContain(why);
        open.set(true);
        await().atMost(Duration.ofSeconds(20)).until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void anAbortedUpgradeFinishesWhatHasBegunAndNothingElse() {
        begun();
        engine.lifecycle().abort(1, "alice");
        await().during(Duration.ofMillis(300)).until(engine::upgradeStatus, "rolling-back"::equals);
        assertThatThrownBy(engine::create)
                .as("another upgrade would meet what this one still does")
                .hasMessage("Cluster 1 is being upgraded already.");
        open.set(true);
        await().until(() -> engine.status("first"), "succeeded"::equals);
        await().until(engine::upgradeStatus, "aborted"::equals);
        await().during(Duration.ofMillis(600)).until(() -> engine.acts("each"), Long.valueOf(0)::equals);
        assertThat(engine.create())
                .as("another upgrade of the cluster may begin")
                .contains("\"running\"");
    }

    @Test
    void anAbortedUpgradeTriesNothingAgain() {
        engine.step("first", call -> {
            throw StepFailure.passing("Not now.");
        });
        engine.create();
        await().until(() -> engine.status("first"), "waiting"::equals);
        engine.lifecycle().abort(1, "alice");
        await().until(engine::upgradeStatus, "aborted"::equals);
        var calls = engine.calls.size();
        await().during(Duration.ofMillis(600)).until(() -> engine.calls.size() == calls);
        assertThat(engine.status("first")).isEqualTo("failed");
    }

    @Test
    void aPausedUpgradeStaysPausedWhenAStepOfItDiesAndIsTriedAgain() {
        var broken = new AtomicBoolean(true);
        engine.step("first", call -> {
            if (!open.get()) {
                return Outcome.waiting("Busy.", WakeUp.after(Duration.ofMillis(50)));
            }
            if (broken.get()) {
                throw StepFailure.lasting("It broke.", "");
            }
            return Outcome.done("There.");
        });
        begun();
        engine.lifecycle().pause(1, "alice");
        open.set(true);
        await().until(() -> engine.status("first"), "dead"::equals);
        assertThat(engine.upgradeStatus()).isEqualTo("paused");
        broken.set(false);
        engine.deadSteps().retry(1, 1, "bob");
        await().until(() -> engine.status("first"), "succeeded"::equals);
        await().during(Duration.ofMillis(600)).until(() -> engine.acts("each"), Long.valueOf(0)::equals);
        assertThat(engine.upgradeStatus()).isEqualTo("paused");
        engine.lifecycle().resume(1, "alice");
        await().atMost(Duration.ofSeconds(20)).until(engine::upgradeStatus, "succeeded"::equals);
    }

    @Test
    void aPausedUpgradeWithADeadStepIsFailedOnceItIsResumed() {
        engine.step("first", call -> {
            if (!open.get()) {
                return Outcome.waiting("Busy.", WakeUp.after(Duration.ofMillis(50)));
            }
            throw StepFailure.lasting("It broke.", "");
        });
        begun();
        engine.lifecycle().pause(1, "alice");
        open.set(true);
        await().until(() -> engine.status("first"), "dead"::equals);
        engine.lifecycle().resume(1, "alice");
        assertThat(engine.upgradeStatus()).isEqualTo("failed");
    }

    @Test
    void aStepThatDiesKeepsThoseThatNobodyRunsYetFromBeginning() {
        engine.reset(50);
        open.set(true);
        engine.effect("first");
        engine.step("each", call -> {
            if (call.phase() == Phase.CHECK) {
                return Outcome.missing("Not there.");
            }
            if (call.nodes().contains(1)) {
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                throw StepFailure.lasting("It broke.", "");
            }
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            return Outcome.done("There.");
        });
        engine.create();
        await().until(engine::upgradeStatus, "failed"::equals);
        await().until(() ->
                engine.sql.queryForObject("SELECT count(*) FROM octane.step WHERE status = 'running'", Integer.class)
                        == 0);
        assertThat(engine.acts("each")).as("of 50").isLessThan(30);
    }

    @Test
    void aDeadStepIsSkippedByAPersonWithAReasonAndTheUpgradeGoesOn() {
        engine.step("first", call -> {
            throw StepFailure.lasting("It will never work.", "");
        });
        engine.create();
        await().until(engine::upgradeStatus, "failed"::equals);
        engine.deadSteps().skip(1, 1, "bob", "done by hand");
        await().atMost(Duration.ofSeconds(20)).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(engine.status("first")).isEqualTo("skipped");
        assertThat(engine.views().deadLetters(1L, null, null)).contains("\"discarded\"");
        await().untilAsserted(() -> assertThat(engine.views().events(1, 0))
                .anyMatch(event -> event.data().contains("Skipped by bob: done by hand")));
    }

    @Test
    void onlyADeadStepIsSkipped() {
        begun();
        refused(() -> engine.deadSteps().skip(1, 1, "bob", "why not"), "only a dead step is skipped.");
    }

    @Test
    void anUpgradeIsPausedOnceAndResumedOnce() {
        begun();
        refused(() -> engine.lifecycle().resume(1, "alice"), "Upgrade 1 is running; only a paused one is resumed.");
        engine.lifecycle().pause(1, "alice");
        refused(() -> engine.lifecycle().pause(1, "alice"), "Upgrade 1 is paused; only one that runs is paused.");
    }

    @Test
    void anUpgradeThatIsOverIsNotAborted() {
        open.set(true);
        engine.create();
        await().atMost(Duration.ofSeconds(20)).until(engine::upgradeStatus, "succeeded"::equals);
        refused(() -> engine.lifecycle().abort(1, "alice"), "Upgrade 1 is succeeded; there is nothing to abort.");
    }

    private static void begun() {
        engine.create();
        await().until(() -> engine.status("first"), "waiting"::equals);
    }

    private static void refused(Runnable call, String sentence) {
        assertThatThrownBy(call::run).isInstanceOf(Refusal.class).hasMessageEndingWith(sentence);
    }
}
