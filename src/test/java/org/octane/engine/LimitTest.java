package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.limit.Limits;
import org.octane.engine.undo.Rollbacks;
import org.octane.failure.Code;
import org.octane.plan.Budget;
import org.octane.plan.Finding;
import org.octane.plan.Holds;
import org.octane.plan.PerRole;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.AtOnce;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Another limit while an upgrade runs: what has begun goes on, what has not is cut again. */
class LimitTest extends WithEngine {

    private static final int NODES = 7;
    private static final Finding TOO_FULL = new Finding(
            "evacuation-memory",
            Finding.Result.FAILED,
            "What runs on node-2 takes 9 MiB, the other computes have 1 MiB free.",
            "VMs move.",
            "Free memory.");
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Nodes that have left and not arrived. */
    private final Set<Integer> away = ConcurrentHashMap.newKeySet();

    private final AtomicInteger mostAway = new AtomicInteger();
    private final List<String> acts = java.util.Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch installs = new CountDownLatch(0);

    @BeforeEach
    void nodesThatAreAwayFromLeavingToArriving() {
        engine.reset(NODES);
        engine.step(
                "leave",
                call -> once(call, () -> {
                    away.addAll(call.nodes());
                    mostAway.accumulateAndGet(away.size(), Math::max);
                }));
        engine.step(
                "install",
                call -> call.phase() == Phase.ACT && installs.getCount() > 0
                        ? Outcome.waiting("The installation goes on.", WakeUp.after(Duration.ofMillis(50)))
                        : once(call, () -> {}));
        engine.step("last", call -> once(call, () -> away.removeAll(call.nodes())));
    }

    private Outcome once(StepCall call, Runnable effect) {
        var done = acts.contains(call.name() + call.nodes());
        return switch (call.phase()) {
            case CHECK -> done ? Outcome.done("There.") : Outcome.missing("Not there.");
            case ACT -> {
                effect.run();
                acts.add(call.name() + call.nodes());
                yield Outcome.done("Made.");
            }
            default -> Outcome.done("So it is.");
        };
    }

    @AfterEach
    void allGoOn() {
        installs.countDown();
    }

    @Test
    void aLowerLimitHoldsFromTheNextBatchOn() {
        firstBatchInstalls("3");

        limit("1", "The dashboards lag");

        assertThat(batches()).containsExactly("1,2,3", "4", "5", "6", "7");
        assertThat(engine.views().upgrade(1).replace(" ", ""))
                .contains(
                        "{\"stage\":\"move\",\"role\":\"compute\",\"max_unavailable\":1,\"failures\":0,\"aside\":[],\"batches\":5,\"over\":0}");
        goesOnToItsEnd();
        assertThat(mostAway).as("of the batch that had begun").hasValue(3);
        assertThat(engine.sql.queryForList("SELECT message FROM octane.event WHERE actor = 'bob'", String.class))
                .containsExactly(
                        "Limit by bob: of role compute at most 1 may be away at once from the next batch on; 4 to"
                                + " come, before 2. The dashboards lag");
    }

    @Test
    void aHigherLimitMakesFewerBatchesAndWhatComesAfterThemMovesUp() {
        firstBatchInstalls("1");

        limit("4", null);

        assertThat(batches()).containsExactly("1", "2,3,4,5", "6,7");
        goesOnToItsEnd();
        assertThat(mostAway).hasValueLessThanOrEqualTo(4);
        assertThat(groupsInARow()).isTrue();
    }

    @Test
    void beforeMoreAreAwayTheCloudIsAskedAboutAllThatComes() {
        firstBatchInstalls("1");
        var asked = new ArrayList<List<List<Integer>>>();
        engine.room = (cloud, plan, options, ignored) -> {
            asked.add(batchesOf(plan));
            return List.of(new Finding("last-compute", Finding.Result.PASSED, "Two are left.", "", ""));
        };

        limit("4", null);
        limit("2", null);

        assertThat(asked).as("of fewer nobody asks").containsExactly(List.of(List.of(2, 3, 4, 5), List.of(6, 7)));
        goesOnToItsEnd();
    }

    @Test
    void moreThanTheCloudCanDoWithoutAreRefusedInTheWordsOfTheCheck() {
        firstBatchInstalls("1");
        engine.room = (cloud, plan, options, ignored) -> List.of(TOO_FULL);
        var before = rows();

        assertThatThrownBy(() -> limit("4", null))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.PREFLIGHT_FAILED);
                    assertThat(refusal.errors())
                            .containsExactly(
                                    "evacuation-memory: What runs on node-2 takes 9 MiB, the other computes have 1"
                                            + " MiB free. Free memory.");
                })
                .hasMessage("Pre-flight: the cloud is not fit for so many away at once, 1 check fails.");

        assertThat(rows()).isEqualTo(before);
        goesOnToItsEnd();
        assertThat(mostAway).hasValue(1);
    }

    @Test
    void aCloudIsAskedBeforeMoreMayFailAndNotBeforeFewerMay() {
        firstBatchInstalls("1");
        failures(2);
        engine.room = (cloud, plan, options, ignored) -> List.of(TOO_FULL);

        assertThatThrownBy(() -> failures(3))
                .hasMessage("Pre-flight: the cloud is not fit for so many away at once, 1 check fails.");
        failures(1);

        assertThat(engine.sql.queryForList("SELECT DISTINCT failures FROM octane.batch", Integer.class))
                .containsExactly(1);
        goesOnToItsEnd();
    }

    @Test
    void aBudgetMayBeAPercentageOfTheNodesOfTheRole() {
        firstBatchInstalls("1");

        failures("50%");

        int nodes = engine.sql.queryForObject("SELECT count(*) FROM octane.step WHERE name = 'install'", Integer.class);
        assertThat(engine.sql.queryForList("SELECT DISTINCT failures FROM octane.batch", Integer.class))
                .containsExactly(nodes / 2);
        assertThat(engine.sql.queryForObject(
                        "SELECT options #>> '{holds,failures,named,compute}' FROM octane.plan_input", String.class))
                .isEqualTo("50%");
        assertThat(engine.sql.queryForList("SELECT message FROM octane.event WHERE actor = 'bob'", String.class))
                .singleElement()
                .asString()
                .endsWith("may fail from now on and hold only themselves: 50%.");
        failures("50%");
        assertThatThrownBy(() -> failures("1%")).hasMessageContaining("rounded down, is none");
        goesOnToItsEnd();
    }

    private static void failures(Object failures) {
        engine.limit(new Limits.Request(1, "compute", null, Budget.of(failures), "bob", null, List.of()));
    }

    @Test
    void aCloudThatDoesNotAnswerKeepsItsLimit() {
        firstBatchInstalls("1");
        engine.room = (cloud, plan, options, ignored) -> {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "Nobody answers.");
        };

        assertThatThrownBy(() -> limit("4", null)).hasMessage("Nobody answers.");

        goesOnToItsEnd();
        assertThat(mostAway).hasValue(1);
    }

    @Test
    void whoIgnoresACheckIsRecordedWithWhatItFound() {
        firstBatchInstalls("1");
        engine.room = (cloud, plan, options, ignored) -> List.of(new Finding(
                TOO_FULL.check(),
                ignored.contains(TOO_FULL.check()) ? Finding.Result.IGNORED : Finding.Result.FAILED,
                TOO_FULL.found(),
                TOO_FULL.why(),
                TOO_FULL.remedy()));

        engine.limit(new Limits.Request(1, "compute", AtOnce.of("4"), null, "bob", null, List.of("evacuation-memory")));

        assertThat(engine.sql.queryForList("SELECT message FROM octane.event WHERE actor = 'bob'", String.class))
                .singleElement()
                .asString()
                .endsWith(" Ignored: evacuation-memory: What runs on node-2 takes 9 MiB, the other computes have 1 MiB"
                        + " free. Free memory.");
        goesOnToItsEnd();
    }

    @Test
    void ofBatchesThatAreOthersOnceItHasAnsweredTheCloudIsAskedAgain() {
        firstBatchInstalls("1");
        var first = installs;
        var asked = new ArrayList<List<List<Integer>>>();
        engine.step(
                "install",
                call -> call.phase() == Phase.ACT
                                && (!call.nodes().contains(1) || first.getCount() > 0)
                                && installs.getCount() > 0
                        ? Outcome.waiting("The installation goes on.", WakeUp.after(Duration.ofMillis(50)))
                        : once(call, () -> {}));
        installs = new CountDownLatch(1);
        engine.room = (cloud, plan, options, ignored) -> {
            asked.add(batchesOf(plan));
            first.countDown();
            await().atMost(LONG).until(() -> acts.contains("leave[2]"));
            return List.of();
        };

        limit("4", null);

        assertThat(asked)
                .containsExactly(List.of(List.of(2, 3, 4, 5), List.of(6, 7)), List.of(List.of(3, 4, 5, 6), List.of(7)));
        assertThat(batches()).containsExactly("1", "2", "3,4,5,6", "7");
        goesOnToItsEnd();
    }

    @Test
    void theSameLimitAgainChangesNothing() {
        firstBatchInstalls("3");
        limit("2", null);
        var steps = engine.sql.queryForList("SELECT id FROM octane.step ORDER BY id", Long.class);

        limit("2", null);

        assertThat(engine.sql.queryForList("SELECT id FROM octane.step ORDER BY id", Long.class))
                .isEqualTo(steps);
        assertThat(engine.sql.queryForObject("SELECT count(*) FROM octane.event WHERE actor = 'bob'", Long.class))
                .isOne();
        goesOnToItsEnd();
    }

    @Test
    void aBatchThatIsQueuedWhileTheUpgradeIsPausedIsCutAgain() {
        var arrivals = new CountDownLatch(1);
        engine.step(
                "last",
                call -> call.phase() == Phase.ACT && arrivals.getCount() > 0
                        ? Outcome.waiting("It comes.", WakeUp.after(Duration.ofMillis(50)))
                        : once(call, () -> away.removeAll(call.nodes())));
        engine.upgrades().create(request("3"));
        await().atMost(LONG).until(() -> waiting("last") == 3);
        engine.lifecycle().pause(1, "alice");
        arrivals.countDown();
        await().atMost(LONG).until(() -> queuedAndNotBegun() == 3);

        limit("2", null);

        assertThat(batches()).containsExactly("1,2,3", "4,5", "6,7");
        engine.lifecycle().resume(1, "alice");
        goesOnToItsEnd();
    }

    @Test
    void whoAsksForWhatThereIsNotIsRefused() {
        firstBatchInstalls("3");
        refused("computr", "1", "Upgrade 1 has no batches of role 'computr'; it has those of compute.");
        installs.countDown();
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
        refused("compute", "1", "Upgrade 1 is succeeded; only the batches of one that goes forward are limited.");
    }

    @Test
    void onceAllBatchesHaveBegunNoLimitHolds() {
        firstBatchInstalls("7");
        refused(
                "compute",
                "1",
                "All batches of role compute of upgrade 1 have begun; no limit holds for one that has.");
        goesOnToItsEnd();
    }

    @Test
    void anUpgradeThatIsTakenBackHasNoLimit() {
        firstBatchInstalls("3");
        engine.rollbacks().start(new Rollbacks.Request(1, null, true, "alice"));
        refused("compute", "1", "Upgrade 1 is rolling-back; only the batches of one that goes forward are limited.");
        installs.countDown();
        await().atMost(LONG).until(engine::upgradeStatus, "rolled-back"::equals);
    }

    @Test
    void whatWasCutAgainIsTakenBackInOppositeOrder() {
        firstBatchInstalls("3");
        limit("1", null);
        engine.step("install", call -> {
            if (call.phase() == Phase.ACT && call.nodes().contains(6)) {
                throw StepFailure.lasting("Its disk is broken.", "Replace it.");
            }
            return once(call, () -> {});
        });
        installs.countDown();
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);

        engine.rollbacks().start(new Rollbacks.Request(1, null, true, "alice"));

        await().atMost(LONG).until(engine::upgradeStatus, "rolled-back"::equals);
        assertThat(engine.sql.queryForList(
                        "SELECT nodes[1] FROM octane.step WHERE undoes IS NOT NULL ORDER BY group_number, id",
                        Integer.class))
                .as("node 6 was let be installed, and stays as it is")
                .startsWith(5, 4, 1);
        assertThat(acts).doesNotContain("leave[7]");
    }

    /** Whoever is killed between two instructions has written all of it or nothing. */
    @Test
    void aTransactionThatDoesNotCommitLeavesAllAsItWas() {
        firstBatchInstalls("3");
        var before = rows();
        engine.sql.execute("CREATE FUNCTION octane.refuses() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'killed'; END $$");
        engine.sql.execute("CREATE TRIGGER refuses BEFORE INSERT ON octane.event FOR EACH ROW"
                + " WHEN (NEW.actor = 'bob') EXECUTE FUNCTION octane.refuses()");
        try {
            assertThatThrownBy(() -> limit("1", null)).hasMessageContaining("killed");
        } finally {
            engine.sql.execute("DROP TRIGGER refuses ON octane.event; DROP FUNCTION octane.refuses()");
        }
        assertThat(rows()).isEqualTo(before);
        goesOnToItsEnd();
    }

    @Test
    void twoEnginesAndManyLimitsLoseNoStepAndDoubleNone() throws Exception {
        installs = new CountDownLatch(1);
        engine.upgrades().create(request("3"));
        try (var second = new EngineFixture(engine)) {
            await().atMost(LONG).until(() -> acts.contains("leave[1]"));
            var operators = Executors.newFixedThreadPool(2);
            // Whoever of the last two is the last: the next batch begins under a limit of 1.
            var first = Stream.of("1", "3", "2", "1", "1")
                    .map(word -> CompletableFuture.runAsync(() -> changed(second, word), operators))
                    .toList();
            first.forEach(CompletableFuture::join);
            installs.countDown();
            for (var word : List.of("2", "3", "1", "2", "3", "1", "2")) {
                operators.execute(() -> {
                    var left = nodesThatLeft();
                    await().atMost(LONG).until(() -> nodesThatLeft() > left || nodesThatLeft() == NODES);
                    changed(second, word);
                });
            }
            operators.shutdown();
            await().atMost(LONG).until(operators::isTerminated);
            second.endsWithin(1);
            engine.restart("again");
            goesOnToItsEnd();
        }
        assertThat(limitsWhileNodesLeft(3)).contains(1, 3);
    }

    /** By one of two servers. */
    private static void changed(EngineFixture second, String word) {
        try {
            (word.equals("2") ? second : engine)
                    .limits()
                    .change(new Limits.Request(1, "compute", AtOnce.of(word), null, "bob", null, List.of()));
        } catch (Refusal e) {
            assertThat(e).hasMessageMatching(".*(have begun|is succeeded).*");
        }
    }

    private long nodesThatLeft() {
        synchronized (acts) {
            return acts.stream().filter(act -> act.startsWith("leave")).count();
        }
    }

    @Test
    void eachLimitHoldsFromTheNextBatchOnWhicheverServerIsAsked() throws Exception {
        var mayGoOn = ConcurrentHashMap.<Integer>newKeySet();
        engine.step(
                "install",
                call -> call.phase() == Phase.ACT && !mayGoOn.containsAll(call.nodes()) && installs.getCount() > 0
                        ? Outcome.waiting("The installation goes on.", WakeUp.after(Duration.ofMillis(50)))
                        : once(call, () -> {}));
        try (var second = new EngineFixture(engine)) {
            firstBatchInstalls("3");
            for (var next : List.of("1", "2", "3")) {
                var nodes = Set.copyOf(away);
                (next.equals("2") ? second : engine)
                        .limits()
                        .change(new Limits.Request(1, "compute", AtOnce.of(next), null, "bob", null, List.of()));
                mayGoOn.addAll(nodes);
                await().atMost(LONG)
                        .until(() -> waiting("install") > 0 && away.stream().noneMatch(nodes::contains));
            }
            goesOnToItsEnd();
            second.endsWithin(1);
        }
        assertThat(limitsWhileNodesLeft(3)).containsExactlyInAnyOrder(1, 2, 3);
    }

    /**
     * Goes through what happened in the order in which it was committed: whenever a node leaves, no more are away than the limit that was in
     * force when its batch began, and none of another batch.
     *
     * @return those limits
     */
    private static Set<Integer> limitsWhileNodesLeft(int asked) {
        var limit = new AtomicInteger(asked);
        var begunUnder = new HashMap<Integer, Integer>();
        var gone = new HashMap<Integer, Integer>();
        engine.sql.query(
                """
                SELECT e.message, s.name || ' ' || e.status AS happened, s.nodes[1] AS node, g.unit
                  FROM octane.event e
                  LEFT JOIN octane.step s ON s.id = e.step_id
                  LEFT JOIN octane.step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
                 WHERE e.actor = 'bob' OR s.name = 'leave' AND e.status = 'running' OR s.name = 'last' AND e.status = 'succeeded'
                 ORDER BY e.id
                """,
                (RowCallbackHandler) row -> {
                    var unit = row.getInt("unit");
                    if (row.getString("happened") == null) {
                        limit.set(Integer.parseInt(
                                row.getString("message").replaceFirst("(?s).* at most (\\d+) may be away.*", "$1")));
                    } else if (row.getString("happened").equals("last succeeded")) {
                        gone.remove(row.getInt("node"));
                    } else {
                        begunUnder.putIfAbsent(unit, limit.get());
                        gone.put(row.getInt("node"), unit);
                        assertThat(gone).as("away, with their batches").hasSizeLessThanOrEqualTo(begunUnder.get(unit));
                        assertThat(gone.values()).containsOnly(unit);
                    }
                });
        assertThat(gone).isEmpty();
        return Set.copyOf(begunUnder.values());
    }

    private void firstBatchInstalls(String atOnce) {
        installs = new CountDownLatch(1);
        engine.upgrades().create(request(atOnce));
        await().atMost(LONG).until(() -> waiting("install") > 0);
    }

    private static int waiting(String step) {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM octane.step WHERE name = ? AND status = 'waiting'", Integer.class, step);
    }

    private void goesOnToItsEnd() {
        installs.countDown();
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(new HashSet<>(acts)).as("none twice").hasSameSizeAs(acts);
        assertThat(acts).as("none lost").hasSize(3 * NODES);
        assertThat(away).isEmpty();
        assertThat(engine.sql.queryForObject(
                        "SELECT count(*) FROM octane.step WHERE status <> 'succeeded'", Long.class))
                .isZero();
    }

    private static List<List<Integer>> batchesOf(Plan plan) {
        return plan.stages().stream()
                .flatMap(stage -> stage.batches().stream())
                .map(Plan.Batch::nodes)
                .toList();
    }

    private static void limit(String word, String reason) {
        engine.limit(new Limits.Request(1, "compute", AtOnce.of(word), null, "bob", reason, List.of()));
    }

    private static void refused(String role, String word, String message) {
        assertThatThrownBy(
                        () -> engine.limit(new Limits.Request(1, role, AtOnce.of(word), null, "bob", null, List.of())))
                .isInstanceOf(Refusal.class)
                .hasMessage(message);
    }

    private static UpgradeRequest request(String atOnce) {
        var holds = new Holds(
                new PerRole<>(null, Map.of("compute", AtOnce.of(atOnce))), new PerRole<>(null, Map.of()), false);
        var options = new PlanOptions("there-and-back", List.of(), List.of(), List.of(), true, false, holds);
        return new UpgradeRequest(1, 4, null, null, options, List.of(), "alice");
    }

    private static List<String> batches() {
        return engine.sql.queryForList(
                "SELECT array_to_string(b.nodes, ',') FROM octane.batch b JOIN octane.step_group g USING (upgrade_id, unit)"
                        + " GROUP BY b.unit, b.nodes ORDER BY min(g.number)",
                String.class);
    }

    private static int queuedAndNotBegun() {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM octane.step WHERE name = 'leave' AND status = 'queued' AND started_at IS NULL",
                Integer.class);
    }

    private static List<Map<String, Object>> rows() {
        return engine.sql.queryForList("SELECT s.id, s.group_number, s.nodes::text, g.after::text, g.unit, b.at_once"
                + " FROM octane.step s JOIN octane.step_group g ON g.number = s.group_number"
                + " LEFT JOIN octane.batch b ON b.unit = g.unit ORDER BY s.id");
    }

    /** Each group comes after the one before it. */
    private static boolean groupsInARow() {
        return engine.sql.queryForObject(
                "SELECT bool_and(after = CASE number WHEN 1 THEN '{}'::integer[] ELSE ARRAY[number - 1] END)"
                        + " AND max(number) = count(*) FROM octane.step_group",
                Boolean.class);
    }
}
