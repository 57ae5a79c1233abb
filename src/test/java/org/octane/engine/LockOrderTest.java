package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;

/** Who ends a step and who has the upgrade want the same rows; neither of them ever waits for the other with what that one needs. */
class LockOrderTest extends WithEngine {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** How the step comes to its end. */
    private enum End {
        SUCCEEDS,
        FAILS_FOR_GOOD,
        IS_STOPPED
    }

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void oneNode() {
        engine.reset(1);
    }

    @ParameterizedTest
    @EnumSource
    void whoEndsAStepHoldsNothingOfItWhileSomebodyElseHasTheUpgrade(End end) throws InterruptedException {
        engine.step("leave", call -> {
            if (call.phase() != Phase.ACT) {
                return call.phase() == Phase.CHECK ? Outcome.missing("Not there.") : Outcome.done("Proved.");
            }
            begun.countDown();
            gate.await();
            return switch (end) {
                case SUCCEEDS -> Outcome.done("Made.");
                case FAILS_FOR_GOOD -> throw StepFailure.lasting("Its disk is broken.", "Replace it.");
                case IS_STOPPED -> throw StepFailure.passing("Its disk is slow.");
            };
        });
        engine.upgrades().create(EngineFixture.request("there-and-back"));
        begun.await();
        var step = engine.sql.queryForMap("SELECT id, group_number FROM octane.step WHERE status = 'running'");
        if (end == End.IS_STOPPED) {
            engine.lifecycle().abort(1, "bob");
        }

        try {
            engine.holdingUpgrade(sql -> {
                gate.countDown();
                engine.awaitSomebodyWaiting("locktype = 'advisory' AND classid = 7239");
                sql.update("UPDATE octane.step_group SET unit = unit WHERE number = ?", step.get("group_number"));
                sql.update("UPDATE octane.step SET title = title WHERE id = ?", step.get("id"));
            });
        } finally {
            gate.countDown();
        }

        await().atMost(LONG).untilAsserted(() -> assertThat(status((Long) step.get("id")))
                .isEqualTo(
                        switch (end) {
                            case SUCCEEDS -> "succeeded";
                            case FAILS_FOR_GOOD -> "dead";
                            case IS_STOPPED -> "undone";
                        }));
    }

    @Test
    void aStepThatSomebodyHasKeepsNoOtherLeaseFromBeingRenewed() {
        engine.reset(2);
        engine.step("each", call -> {
            if (call.phase() == Phase.ACT) {
                gate.await();
            }
            return call.phase() == Phase.CHECK ? Outcome.missing("Not there.") : Outcome.done("Proved.");
        });
        engine.upgrades().create(EngineFixture.request("there-and-back"));
        var running = "SELECT id FROM octane.step WHERE name = 'each' AND status = 'running' ORDER BY id";
        await().atMost(LONG).until(() -> engine.sql.queryForList(running).size() == 2);
        var steps = engine.sql.queryForList(running, Long.class);

        try {
            engine.locking(sql -> {
                sql.update("UPDATE octane.step SET title = title WHERE id = ?", steps.get(0));
                var before = lease(steps.get(1));
                await().atMost(LONG).until(() -> lease(steps.get(1)).after(before));
            });
        } finally {
            gate.countDown();
        }
    }

    private static Timestamp lease(long step) {
        return engine.sql.queryForObject("SELECT lease_until FROM octane.step WHERE id = ?", Timestamp.class, step);
    }

    private static String status(long step) {
        return engine.sql.queryForObject("SELECT status FROM octane.step WHERE id = ?", String.class, step);
    }
}
