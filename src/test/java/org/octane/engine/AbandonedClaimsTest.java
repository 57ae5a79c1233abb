package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.step.Outcome;
import org.octane.step.WakeUp;

/** Steps that their instance has claimed and doesn't work on. No lease of theirs runs out while these tests run. */
class AbandonedClaimsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static EngineFixture engine;

    @BeforeAll
    static void leasesThatLastAnHour() throws Exception {
        engine = new EngineFixture(folder, Duration.ofHours(1));
    }

    @AfterAll
    static void end() {
        engine.close();
    }

    @BeforeEach
    void anEmptyEngine() {
        engine.sql.execute("DROP TRIGGER IF EXISTS full_disk ON octane.step");
        engine.reset(1);
    }

    @Test
    void whatCouldNotBeWrittenBeginsAgainWithItsCheckOnceTheDatabaseHasRoom() {
        engine.sql.execute(
                """
                CREATE OR REPLACE FUNCTION octane.full_disk() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
                CREATE TRIGGER full_disk BEFORE UPDATE ON octane.step FOR EACH ROW
                  WHEN (OLD.status = 'running' AND NEW.status <> 'running') EXECUTE FUNCTION octane.full_disk();
                """);
        engine.create();
        await().atMost(SOON).until(() -> engine.acts("first") == 1);
        await().during(Duration.ofMillis(600)).until(() -> engine.acts("first") == 1);
        engine.sql.execute("DROP TRIGGER full_disk ON octane.step");
        succeeded();
        assertThat(engine.acts("first")).isEqualTo(1);
        assertThat(said("No instance works on the step; it starts again with its check."))
                .isPositive();
    }

    @Test
    void anInstanceThatWasKilledGoesOnWithItsStepsAsSoonAsItIsBack() throws Exception {
        running("first");
        engine.start("first");
        succeeded();
        assertThat(said("No instance works on the step; it starts again with its check."))
                .isOne();
    }

    @Test
    void whatAnotherInstanceWorksOnIsLeftToIt() throws Exception {
        running("another");
        engine.start("first");
        await().during(Duration.ofSeconds(1)).until(() -> engine.status("first"), "running"::equals);
    }

    @Test
    void aStepThatTakesLongIsNotAbandoned() {
        var open = new AtomicBoolean();
        engine.step("first", call -> {
            await().atMost(SOON).untilTrue(open);
            return Outcome.done("There.");
        });
        engine.create();
        await().atMost(SOON).until(() -> engine.status("first"), "running"::equals);
        await().during(Duration.ofSeconds(1)).until(() -> engine.status("first"), "running"::equals);
        open.set(true);
        succeeded();
        assertThat(said("%starts again%")).isZero();
    }

    /** As kill -9 leaves the first step. */
    private void running(String owner) {
        engine.step("first", call -> Outcome.waiting("It takes long.", WakeUp.after(Duration.ofHours(1))));
        engine.create();
        await().atMost(SOON).until(() -> engine.status("first"), "waiting"::equals);
        engine.effect("first");
        engine.stop();
        engine.sql.update(
                "UPDATE octane.step SET status = 'running', owner = ?, fence = fence + 1, wake_at = NULL,"
                        + " lease_until = now() + interval '1 hour' WHERE name = 'first'",
                owner);
    }

    private int said(String message) {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM octane.event WHERE message LIKE ?", Integer.class, message);
    }

    private void succeeded() {
        await().atMost(SOON).until(engine::upgradeStatus, "succeeded"::equals);
    }
}
