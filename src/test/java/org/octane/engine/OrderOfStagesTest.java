package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.undo.Rollbacks;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;

/** A stage runs after those it comes after have succeeded, and what can't be undone counts once it has happened. */
class OrderOfStagesTest extends WithEngine {

    @BeforeEach
    void reset() {
        engine.reset(2);
    }

    @Test
    void aStageWaitsForTheUpgradeThatRunsTheOneBefore() {
        assertThatThrownBy(() -> create("close"))
                .isInstanceOf(Refusal.class)
                .hasMessage("Stage close comes after begin, which has not succeeded for cluster 1."
                        + " First run: octane upgrade --env 1 --strategy there-and-back --stages begin");
        assertThat(engine.sql.queryForObject("SELECT count(*) FROM octane.upgrade", Long.class))
                .isZero();

        succeeded(create("begin"));
        succeeded(create("close"));
    }

    @Test
    void whatAPlanWouldDoIsRefusedLikewise() {
        assertThatThrownBy(() -> engine.upgrades().plan(request("begin", "switch")))
                .hasMessageStartingWith("Stage switch comes after close, which has not succeeded");
    }

    @Test
    void aStageThatWasTakenBackDoesNotCount() {
        succeeded(create("begin"));
        engine.rollbacks().start(new Rollbacks.Request(1, null, false, "alice"));
        ended(1, "rolled-back");

        assertThatThrownBy(() -> create("close")).hasMessageStartingWith("Stage close comes after begin");
    }

    @Test
    void aStepThatAPersonSkippedCounts() {
        engine.step("first", call -> {
            throw StepFailure.lasting("It can't.", "");
        });
        create("begin");
        ended(1, "failed");
        assertThatThrownBy(() -> create("close")).isInstanceOf(Refusal.class);
        engine.deadSteps().skip(1, 1, "alice", "It is there.");
        succeeded(1);

        succeeded(create("close"));
    }

    @Test
    void theEndThatFoundItCannotIsNoPointOfNoReturn() {
        engine.reset(0);
        succeeded(create("begin", "close", "switch", "move"));
        engine.step("brink", call -> {
            if (call.stage().equals("end")) {
                throw StepFailure.lasting("It can't.", "");
            }
            return Outcome.done("Undone.");
        });
        create("end");
        ended(2, "failed");
        engine.lifecycle().abort(2, "alice");
        ended(2, "aborted");

        engine.rollbacks().start(new Rollbacks.Request(1, "close", true, "alice"));
        ended(1, "rolled-back");
    }

    @Test
    void theEndIsThePointOfNoReturnOnceSomethingOfItHasHappened() {
        engine.reset(0);
        succeeded(create("begin", "close", "switch", "move"));
        engine.step("finish", call -> {
            if (call.phase() == Phase.ACT) {
                throw StepFailure.lasting("Half of it is done.", "");
            }
            return Outcome.missing("Not there.");
        });
        create("end");
        ended(2, "failed");

        assertThatThrownBy(() -> engine.rollbacks().start(new Rollbacks.Request(2, null, true, "alice")))
                .hasMessage("A step of stage end that can't be undone has run: there is nothing to go back to."
                        + " The upgrade can't be rolled back any more.");
    }

    private static long create(String... stages) {
        engine.upgrades().create(request(stages));
        return engine.sql.queryForObject("SELECT max(id) FROM octane.upgrade", Long.class);
    }

    private static UpgradeRequest request(String... stages) {
        var strategy = Arrays.asList(stages).contains("end") ? "to-the-end" : "there-and-back";
        var options = new PlanOptions(strategy, List.of(), List.of(stages), List.of(), null, true, false);
        return new UpgradeRequest(1, 4, null, null, options, List.of(), "alice");
    }

    private static void succeeded(long upgrade) {
        ended(upgrade, "succeeded");
    }

    private static void ended(long upgrade, String status) {
        await().untilAsserted(() -> assertThat(engine.sql.queryForObject(
                        "SELECT status FROM octane.upgrade WHERE id = ?", String.class, upgrade))
                .isEqualTo(status));
    }
}
