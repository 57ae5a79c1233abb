package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.engine.limit.Limits;
import org.octane.engine.state.Repertoire;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.AtOnce;
import org.octane.step.Outcome;
import org.octane.step.WakeUp;

/** An engine of an older release, which lacks steps or what they mean, beside one of a newer release. */
class TwoReleasesTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int NOW = Repertoire.PLANS_ARE_UNDERSTOOD_FROM;
    private static final int LATER = NOW + 10;
    private static final List<String> WITHOUT_EACH = List.of("first", "last", "leave", "install", "wait-for-turn");
    private static final List<String> STEPS = List.of("first", "each", "last", "leave", "install", "wait-for-turn");

    @TempDir
    private Path folder;

    private EngineFixture newer;
    private EngineFixture older;

    @BeforeEach
    void both() throws Exception {
        newer = new EngineFixture(folder);
        newer.reset(4);
        older = new EngineFixture(newer, "older", Repertoire.of(NOW, WITHOUT_EACH));
    }

    @AfterEach
    void end() {
        older.close();
        newer.close();
    }

    @Test
    void whatTheOlderOneLacksTheNewerOneDoesAndTheyShareTheRest() {
        older.create();

        await().atMost(SOON).until(() -> newer.upgradeStatus().equals("succeeded"));

        assertThat(calls(older, "each")).isZero();
        assertThat(calls(newer, "each")).isPositive();
        assertThat(newer.sql.queryForList("SELECT id FROM octane.dead_letter")).isEmpty();
    }

    @Test
    void anOlderOneAloneLeavesAStepAloneThatItLacksUntilANewerOneComes() throws Exception {
        newer.stop();
        older.create();
        await().atMost(SOON).until(() -> older.status("each"), "queued"::equals);
        // as long as it takes until their messages count as lost, and longer
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        var before = traces();
        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> traces().equals(before));
        assertThat(calls(older, "each")).isZero();
        assertThat(newer.sql.queryForList("SELECT id FROM octane.dead_letter")).isEmpty();

        newer.start("first");

        await().atMost(SOON).until(() -> newer.upgradeStatus().equals("succeeded"));
        assertThat(calls(older, "each")).isZero();
    }

    /** What changes with whoever tries: rows of steps, messages, events. */
    private List<Map<String, Object>> traces() {
        return newer.sql.queryForList(
                "SELECT (SELECT string_agg(id || status || fence || xmin, ' ' ORDER BY id) FROM octane.step) AS steps,"
                        + " (SELECT last_value FROM octane.outbox_id_seq) AS messages,"
                        + " (SELECT max(id) FROM octane.event) AS events");
    }

    @Test
    void aStepThatMeansMoreThanTheOlderOneKnowsIsLeftToTheNewerOne() throws Exception {
        newer.stop();
        older.stop();
        var open = new AtomicBoolean();
        newer.step("first", call -> open.get() ? Outcome.done("It is so.") : waiting());
        try (var strict = new EngineFixture(newer, "strict", Repertoire.of(NOW, STEPS))) {
            strict.create();
            newer.sql.update("UPDATE octane.step SET needs = ? WHERE name = 'each'", LATER);
            open.set(true);
            await().atMost(SOON).until(() -> strict.status("each"), "queued"::equals);
            await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> strict.status("each"), "queued"::equals);

            try (var later = new EngineFixture(newer, "later", Repertoire.of(LATER, STEPS))) {
                await().atMost(SOON).until(() -> newer.upgradeStatus().equals("succeeded"));
                assertThat(calls(later, "each")).isPositive();
            }
            assertThat(calls(strict, "each")).isZero();
        }
    }

    /** It would count their limits and budgets otherwise. */
    @Test
    void batchesOfSeveralRolesAreLeftToServersThatKnowThem() throws Exception {
        newer.stop();
        older.stop();
        newer.reset(2, 2);
        newer.effect("leave");
        var steps = List.of("leave", "each", "cast", "last", "first");
        try (var before = new EngineFixture(newer, "before", Repertoire.of(270, steps))) {
            before.upgrades().create(EngineFixture.request("team"));
            await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> before.status("leave"), "queued"::equals);
            assertThatThrownBy(() -> before.limits()
                            .change(new Limits.Request(1, "compute", AtOnce.of("1"), null, "bob", null, List.of())))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.NEWER_PLAN));

            try (var now = new EngineFixture(newer, "now", Repertoire.of(280, steps))) {
                await().atMost(SOON).until(() -> now.upgradeStatus().equals("succeeded"));
                assertThat(calls(now, "leave")).isPositive();
            }
            assertThat(calls(before, "leave")).isZero();
        }
    }

    private static Outcome waiting() {
        return Outcome.waiting("It waits.", WakeUp.after(Duration.ofMillis(50)));
    }

    @Test
    void whenNoServerKnowsAStepTheUpgradeSaysSo() throws Exception {
        newer.stop();
        present("older", NOW, "{first,last}");
        older.create();
        await().atMost(SOON).until(() -> older.status("each"), "queued"::equals);
        assertThat(older.views().upgrade(1)).contains("\"unknown_step\" : null");

        newer.sql.update("UPDATE octane.step SET queued_at = queued_at - interval '1 minute' WHERE status = 'queued'");
        assertThat(older.views().upgrade(1))
                .containsPattern("\"unknown_step\" : \\{\"step_id\" : \\d+, \"stage\" : \"run\", \"name\" : \"each\"");

        present("newer", LATER, "{first,each,last}");
        assertThat(older.views().upgrade(1)).contains("\"unknown_step\" : null");
    }

    private void present(String name, int schema, String steps) {
        newer.sql.update(
                "INSERT INTO octane.instance (name, since, seen_at, lease_until, schema_number, steps)"
                        + " VALUES (?, now(), now(), now() + interval '1 hour', ?, ?::text[])",
                name,
                schema,
                steps);
    }

    @Test
    void anOlderOneDoesNotPlanAgainWhatANewerOneHasPlanned() {
        newer.step(
                "leave",
                call -> org.octane.step.Outcome.waiting(
                        "It waits.", org.octane.step.WakeUp.after(Duration.ofMillis(50))));
        newer.upgrades().create(EngineFixture.request("there-and-back"));
        newer.sql.update("UPDATE octane.step SET needs = ?", LATER);
        refusesTheLimit();

        newer.sql.update("UPDATE octane.step SET needs = ?", NOW);
        newer.sql.update("UPDATE octane.plan_input SET options = options || '{\"of_a_later_release\": true}'");
        refusesTheLimit();
    }

    private void refusesTheLimit() {
        var before = newer.sql
                .queryForList("SELECT * FROM octane.batch ORDER BY unit")
                .toString();
        var input =
                newer.sql.queryForList("SELECT options FROM octane.plan_input").toString();
        var role = newer.sql.queryForObject("SELECT min(role) FROM octane.batch", String.class);
        assertThatThrownBy(() -> older.limits()
                        .change(new Limits.Request(1, role, AtOnce.of("1"), null, "alice", null, List.of())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.NEWER_PLAN))
                .hasMessageContaining("Ask a server of that release");
        assertThat(newer.sql
                        .queryForList("SELECT * FROM octane.batch ORDER BY unit")
                        .toString())
                .isEqualTo(before);
        assertThat(newer.sql
                        .queryForList("SELECT options FROM octane.plan_input")
                        .toString())
                .isEqualTo(input);
    }

    @Test
    void aServerOfAReleaseThatTellsNothingOfItselfClaimsWhatItsOwnReleaseHasPlannedAndNothingElse() {
        newer.stop();
        older.stop();
        newer.sql.execute("TRUNCATE octane.upgrade RESTART IDENTITY CASCADE");
        older.create();
        assertThat(claimable()).as("by the view that such a server asks").isZero();

        newer.sql.update("UPDATE octane.step SET needs = 0");
        assertThat(claimable()).isOne();
    }

    @Test
    void whatUndoesAStepIsUnderstoodByWhoUnderstandsTheStep() {
        newer.create();
        await().atMost(SOON).until(() -> newer.upgradeStatus().equals("succeeded"));

        newer.sql.update(
                "INSERT INTO octane.step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters,"
                        + " uses, undoes, estimate_seconds, timeout_seconds, max_attempts, status)"
                        + " SELECT upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses, id, 1, 1, 1,"
                        + " 'pending' FROM octane.step WHERE name = 'first'");

        assertThat(newer.sql.queryForObject("SELECT needs FROM octane.step WHERE undoes IS NOT NULL", Integer.class))
                .isEqualTo(NOW);
    }

    private long claimable() {
        return newer.sql.queryForObject(
                "SELECT count(*) FROM octane.step WHERE status = 'queued' AND id IN (SELECT id FROM octane.claimable)",
                Long.class);
    }

    private static long calls(EngineFixture engine, String step) {
        return engine.calls.stream().filter(call -> call.name().equals(step)).count();
    }
}
