package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.limit.Limits;
import org.octane.engine.undo.Rollbacks;
import org.octane.json.Json;
import org.octane.plan.Budget;
import org.octane.plan.Holds;
import org.octane.plan.PerRole;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.plan.Windows;
import org.octane.plan.catalogue.AtOnce;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** Nodes that fail for good within the budget hold only themselves; what comes after the batches of their role waits for them. */
class FailureBudgetTest extends WithEngine {

    private static final int NODES = 7;
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Steps that fail, such as {@code install[2]}; of a step for several nodes each that is named by its node. */
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    private final Set<Integer> away = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mostAway = new AtomicInteger();
    private final List<String> acts = Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile String gated = "";

    @BeforeEach
    void nodesThatAreAwayFromLeavingToArriving() {
        engine.reset(NODES);
        for (var name : List.of("leave", "install", "cast", "finish-batch", "last")) {
            engine.step(name, this::run);
        }
    }

    @AfterEach
    void allGoOn() {
        gate.countDown();
    }

    private Outcome run(StepCall call) throws InterruptedException {
        var deeds = call.nodes().stream()
                .map(node -> call.name() + "[" + node + "]")
                .toList();
        return switch (call.phase()) {
            case CHECK ->
                acts.containsAll(deeds) && !deeds.isEmpty() ? Outcome.done("There.") : Outcome.missing("Not there.");
            case ACT -> act(call, deeds);
            case VERIFY -> Outcome.done("So it is.");
            case UNDO -> {
                acts.removeAll(deeds);
                yield Outcome.done("Undone.");
            }
        };
    }

    private Outcome act(StepCall call, List<String> deeds) throws InterruptedException {
        if (deeds.contains(gated)) {
            gate.await();
        }
        if (call.name().equals("leave")) {
            away.addAll(call.nodes());
            mostAway.accumulateAndGet(away.size(), Math::max);
        }
        var done = deeds.stream()
                .filter(deed -> !broken.contains(deed))
                .filter(deed -> !acts.contains(deed))
                .toList();
        acts.addAll(done);
        if (!Collections.disjoint(broken, deeds)) {
            var proved = call.nodes().stream()
                    .filter(node -> !broken.contains(call.name() + "[" + node + "]"))
                    .toList();
            throw StepFailure.lasting("Its disk is broken.", "Replace it.").provedOn(proved);
        }
        if (call.name().equals("last")) {
            away.removeAll(call.nodes());
        }
        return Outcome.done("Made.");
    }

    @Test
    void oneThatFailsHoldsOnlyItself() {
        broken.add("install[2]");

        start("there-and-back", "2", 1);
        nothingIsLeftBut("node-2");

        assertThat(acts).as("the others went on, batch by batch").contains("last[1]", "last[3]", "last[7]");
        assertThat(acts).as("nothing of its own").doesNotContain("last[2]");
        assertThat(away).containsExactly(2);
        assertThat(mostAway).as("the limit, and one that is set aside").hasValueLessThanOrEqualTo(3);
        assertThat(shown().toString())
                .isEqualTo("{\"stage\":\"move\",\"role\":\"compute\",\"max_unavailable\":2,\"failures\":1,\"aside\":"
                        + "[{\"node\":2,\"name\":\"node-2\"}],\"batches\":4,\"over\":4}");
    }

    @Test
    void aRetryLetsTheRestOfItRunForItAloneAndEndsTheUpgrade() {
        broken.add("install[2]");
        start("there-and-back", "2", 1);
        nothingIsLeftBut("node-2");

        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");

        succeeds();
        assertThat(acts).hasSize(3 * NODES);
        assertThat(away).isEmpty();
    }

    @Test
    void itIsToldThatTheseNodesAloneHoldIt() {
        broken.add("install[2]");
        start("there-and-back", "2", 1);
        nothingIsLeftBut("node-2");
        assertThat(heldBy()).isEqualTo("[\"node-2\"]");

        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");
        succeeds();
        assertThat(heldBy()).isEqualTo("[]");
    }

    @Test
    void whereSomethingElseHasFailedTooNobodyIsToldThatTheyAloneHoldIt() {
        broken.addAll(Set.of("install[2]", "install[3]"));
        start("there-and-back", "2", 1);
        await().atMost(LONG)
                .until(() -> letters() == 2 && engine.upgradeStatus().equals("failed"));

        assertThat(heldBy()).isEqualTo("[]");
    }

    private static String heldBy() {
        return Json.read(engine.views().upgrade(1)).path("held_by").toString();
    }

    @Test
    void whatComesAfterTheBatchesWaitsForIt() {
        broken.add("leave[2]");
        start("herd", "3", 1);
        nothingIsLeftBut("node-2");
        assertThat(engine.status("first")).as("the step after the batches").isEqualTo("pending");

        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");

        succeeds();
        assertThat(acts).hasSize(4 * NODES);
    }

    @Test
    void aBatchOfOneLetsTheNextOneBegin() {
        broken.add("install[1]");
        broken.add("leave[3]");
        start("there-and-back", "1", 2);
        nothingIsLeftBut("node-1, node-3");
        assertThat(acts).contains("last[2]", "last[4]", "last[7]").doesNotContain("last[1]", "leave[3]");
        assertThat(shown().path("over").asInt())
                .as("two of seven batches are not over")
                .isEqualTo(5);

        broken.clear();
        engine.deadSteps().retryAll(1, "bob");

        succeeds();
        assertThat(acts).hasSize(3 * NODES);
    }

    @Test
    void aBatchOfWhichOneAfterTheOtherFailsLetsTheNextOneBegin() {
        gated = "install[1]";
        gate = new CountDownLatch(1);
        broken.add("install[1]");
        broken.add("install[2]");
        start("there-and-back", "2", 2);
        await().atMost(LONG).until(() -> letters() == 1);
        assertThat(batches()).containsExactly("1", "2", "3,4", "5,6", "7");
        gate.countDown();
        nothingIsLeftBut("node-1, node-2");
        assertThat(acts).contains("last[3]", "last[7]").doesNotContain("last[1]", "last[2]");

        broken.clear();
        engine.deadSteps().retryAll(1, "bob");

        succeeds();
        assertThat(acts).hasSize(3 * NODES);
    }

    @Test
    void ofACastTheOthersPartCountsAsDone() {
        broken.add("cast[2]");
        start("herd", "3", 1);
        nothingIsLeftBut("node-2");

        assertThat(titles("cast"))
                .containsExactly(
                        "node-1, node-3 are installed succeeded",
                        "node-2 are installed dead",
                        "node-4, node-5, node-6 are installed succeeded",
                        "node-7 are installed succeeded");
        assertThat(titles("finish-batch"))
                .startsWith("node-1, node-3 are finished succeeded", "node-2 are finished pending");
        assertThat(acts).doesNotContain("finish-batch[2]", "last[2]");
        assertThat(events("succeeded")).contains("Done; set aside: node-2.");

        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");

        succeeds();
        assertThat(acts).hasSize(4 * NODES);
    }

    /** Nobody knows of any node that it is done: all of them have failed. */
    @Test
    void aCastOfWhichNothingIsKnownIsDoneOnNoNode() {
        engine.step("cast", call -> {
            if (call.phase() == Phase.ACT && call.nodes().contains(2) && broken.isEmpty()) {
                broken.add("it has failed");
                throw StepFailure.lasting("No answer.", "Look.");
            }
            return run(call);
        });
        start("herd", "3", 3);
        nothingIsLeftBut("node-1, node-2, node-3");
        assertThat(acts).doesNotContain("cast[1]", "cast[2]", "cast[3]").contains("last[7]");
        engine.deadSteps().retry(1, dead(), "bob");
        succeeds();
        assertThat(acts).hasSize(4 * NODES);
    }

    @Test
    void theOneAfterTheBudgetHoldsWhatFollows() {
        broken.add("install[2]");
        broken.add("install[5]");
        start("there-and-back", "2", 1);
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);
        await().atMost(LONG)
                .until(() -> engine.sql.queryForObject(
                                "SELECT count(*) FROM octane.step WHERE status IN ('queued', 'running', 'waiting')",
                                Integer.class)
                        == 0);

        assertThat(message())
                .isEqualTo(
                        "Step install on node-5 failed for good: Its disk is broken. The failure budget of role compute is"
                                + " 1, and 2 would be set aside.");
        assertThat(acts)
                .as("of its batch what had begun goes on")
                .contains("install[6]")
                .doesNotContain("leave[7]");
        broken.remove("install[5]");
        engine.deadSteps().retry(1, deadOn(5), "bob");
        nothingIsLeftBut("node-2");
        broken.clear();
        engine.deadSteps().retry(1, deadOn(2), "bob");
        succeeds();
        assertThat(acts).hasSize(3 * NODES);
    }

    @Test
    void oneThatFailsAgainStaysAsideAndCostsNothingMore() {
        broken.add("install[2]");
        start("there-and-back", "2", 1);
        nothingIsLeftBut("node-2");

        engine.deadSteps().retry(1, dead(), "bob");

        await().atMost(LONG)
                .until(() -> letters() == 2 && engine.upgradeStatus().equals("failed"));
        assertThat(shown().path("aside")).hasSize(1);
        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");
        succeeds();
    }

    @Test
    void whoIsThroughGivesItsPartOfTheBudgetBack() {
        gated = "leave[3]";
        gate = new CountDownLatch(1);
        broken.add("install[1]");
        start("there-and-back", "1", 1);
        await().atMost(LONG).until(() -> acts.contains("last[2]"));
        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");
        await().atMost(LONG)
                .until(() -> acts.contains("last[1]") && shown().path("aside").isEmpty());

        broken.add("install[4]");
        gate.countDown();

        nothingIsLeftBut("node-4");
        assertThat(acts).contains("last[7]");
    }

    @Test
    void aPersonWhoSkipsItsStepLetsTheRestOfItRun() {
        broken.add("install[2]");
        start("there-and-back", "2", 1);
        nothingIsLeftBut("node-2");

        engine.deadSteps().skip(1, dead(), "bob", "Installed by hand");

        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(acts).contains("last[2]").doesNotContain("install[2]");
        assertThat(events("skipped")).containsExactly("Skipped by bob: Installed by hand");
    }

    @Test
    void whatIsSetAsideIsTakenBackInOppositeOrder() {
        broken.add("install[2]");
        broken.add("leave[4]");
        start("there-and-back", "2", 2);
        nothingIsLeftBut("node-2, node-4");

        engine.rollbacks().start(new Rollbacks.Request(1, null, true, "alice"));

        await().atMost(LONG).until(engine::upgradeStatus, "rolled-back"::equals);
        assertThat(undone("last")).containsExactly(7, 5, 6, 3, 1);
        assertThat(undone("leave"))
                .as("what led up to an installation stays; node 4 was not installed")
                .containsExactly(4);
        assertThat(letters("open")).isZero();
    }

    @Test
    void anAbortTakesBackWhatRestrictsTheCloudAndNothingOfTheOthers() {
        engine.step("install", call -> {
            if (call.phase() == Phase.CHECK && call.nodes().contains(2)) {
                throw StepFailure.lasting("It is not there.", "Look.");
            }
            return run(call);
        });
        start("there-and-back", "2", 1);
        nothingIsLeftBut("node-2");

        engine.lifecycle().abort(1, "alice");

        await().atMost(LONG).until(engine::upgradeStatus, "aborted"::equals);
        assertThat(undone("leave")).containsExactly(2);
        assertThat(acts).contains("last[1]", "last[7]").doesNotContain("leave[2]");
        assertThat(engine.sql.queryForList("SELECT node_names[1] FROM octane.dead_letter", String.class))
                .containsExactly("node-2");
    }

    @Test
    void aPauseKeepsItAsItIs() {
        gated = "install[2]";
        gate = new CountDownLatch(1);
        broken.add("install[2]");
        start("there-and-back", "2", 1);
        await().atMost(LONG).until(() -> acts.contains("install[1]"));
        engine.lifecycle().pause(1, "alice");
        gate.countDown();
        await().atMost(LONG).until(() -> letters() == 1);
        assertThat(engine.upgradeStatus()).isEqualTo("paused");

        engine.lifecycle().resume(1, "alice");

        assertThat(engine.upgradeStatus()).isEqualTo("running");
        nothingIsLeftBut("node-2");
        assertThat(acts).contains("last[7]");
    }

    @Test
    void aResumeWithNothingLeftButThatNamesIt() {
        gated = "last[7]";
        gate = new CountDownLatch(1);
        broken.add("install[2]");
        start("there-and-back", "2", 1);
        await().atMost(LONG).until(() -> acts.contains("install[7]"));
        engine.lifecycle().pause(1, "alice");
        gate.countDown();
        await().atMost(LONG)
                .until(() -> engine.sql.queryForObject(
                        "SELECT bool_and(status = 'succeeded') FROM octane.step WHERE 7 = ANY (nodes)", Boolean.class));

        engine.lifecycle().resume(1, "alice");

        nothingIsLeftBut("node-2");
    }

    @Test
    void batchesAreCutAgainBehindIt() {
        gated = "install[1]";
        gate = new CountDownLatch(1);
        broken.add("install[2]");
        start("there-and-back", "2", 1);
        await().atMost(LONG).until(() -> letters() == 1);

        limit("3", null);

        assertThat(batches()).containsExactly("1", "2", "3,4,5", "6,7");
        gate.countDown();
        nothingIsLeftBut("node-2");
        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");
        succeeds();
        assertThat(acts).hasSize(3 * NODES);
    }

    @Test
    void batchesBehindOneThatWasSetAsideAsAWholeAreCutAgain() {
        gated = "leave[2]";
        gate = new CountDownLatch(1);
        broken.add("cast[1]");
        start("herd", "1", 1);
        await().atMost(LONG).until(() -> letters() == 1);

        limit("4", null);
        gate.countDown();

        nothingIsLeftBut("node-1");
        assertThat(batches()).containsExactly("1", "2", "3,4,5,6", "7");
        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");
        succeeds();
        assertThat(acts).hasSize(4 * NODES);
    }

    @Test
    void anotherBudgetHoldsForTheNextFailure() {
        gated = "install[1]";
        gate = new CountDownLatch(1);
        start("there-and-back", "2", 0);
        await().atMost(LONG).until(() -> acts.contains("install[2]"));
        limit(null, 1);
        assertThat(engine.sql.queryForList("SELECT message FROM octane.event WHERE actor = 'bob'", String.class))
                .containsExactly(
                        "Limit by bob: so many nodes of role compute may fail from now on and hold only themselves: 1.");
        broken.add("install[1]");

        gate.countDown();

        nothingIsLeftBut("node-1");
        assertThat(acts).contains("last[7]");
    }

    @Test
    void aBudgetOfMoreThanThereAreIsRefused() {
        gated = "install[1]";
        gate = new CountDownLatch(1);
        start("there-and-back", "2", 0);
        await().atMost(LONG).until(() -> acts.contains("install[2]"));
        assertThatThrownBy(() -> limit(null, 8))
                .isInstanceOf(Refusal.class)
                .hasMessage("A budget of 8 failures of role compute is more than the 7 nodes that there are of it.");
    }

    @Test
    void withoutABudgetOneHoldsAll() {
        broken.add("install[2]");
        start("there-and-back", "2", 0);
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);
        assertThat(message()).isEqualTo("Step install on node-2 failed for good: Its disk is broken.");
        assertThat(shown().path("aside")).isEmpty();
    }

    @Test
    void aFailureOfTheCanaryHoldsAllWhateverTheBudget() {
        broken.add("install[1]");
        engine.upgrades().create(request("there-and-back", "2", 5, 1));
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);
        assertThat(message())
                .isEqualTo(
                        "Step install on node-1 failed for good: Its disk is broken. The failure budget of role compute"
                                + " does not hold for its canary.");
        assertThat(acts).doesNotContain("leave[2]");
    }

    /** Whoever is killed between two instructions has written all of it or nothing. */
    @Test
    void aTransactionThatDoesNotCommitLeavesAllAsItWas() {
        gated = "cast[2]";
        gate = new CountDownLatch(1);
        broken.add("cast[2]");
        start("herd", "3", 1);
        await().atMost(LONG)
                .until(() -> acts.contains("leave[3]") && !engine.status("cast").equals("pending"));
        var before = rows();
        engine.sql.execute("CREATE FUNCTION octane.refuses() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'killed'; END $$");
        engine.sql.execute("CREATE TRIGGER refuses BEFORE INSERT ON octane.event FOR EACH ROW"
                + " WHEN (NEW.message LIKE 'Set aside%') EXECUTE FUNCTION octane.refuses()");
        try {
            gate.countDown();
            await().atMost(LONG).until(() -> engine.acts("cast") > 2);
            assertThat(rows()).isEqualTo(before);
        } finally {
            engine.sql.execute("DROP TRIGGER refuses ON octane.event; DROP FUNCTION octane.refuses()");
        }
        nothingIsLeftBut("node-2");
        broken.clear();
        engine.deadSteps().retry(1, dead(), "bob");
        succeeds();
        assertThat(acts).hasSize(4 * NODES);
    }

    @Test
    void twoEnginesAndManyFailuresLoseNoStepAndDoubleNone() throws Exception {
        for (int node : List.of(1, 2, 5, 6)) {
            broken.add("leave[" + node + "]");
        }
        broken.add("cast[4]");
        broken.add("last[3]");
        var failed = Set.copyOf(broken);
        engine.upgrades().create(request("herd", "3", 6, 0));
        try (var second = new EngineFixture(engine)) {
            await().atMost(LONG).until(() -> letters("open") > 2);
            for (var each : failed) {
                broken.remove(each);
                second.deadSteps().retryAll(1, "bob");
            }
            await().atMost(LONG).until(() -> {
                if (engine.upgradeStatus().equals("failed")) {
                    second.deadSteps().retryAll(1, "bob");
                }
                return engine.upgradeStatus().equals("succeeded");
            });
            second.endsWithin(1);
        }
        succeeds();
        assertThat(acts).hasSize(4 * NODES);
        assertThat(away).isEmpty();
    }

    @AfterEach
    void theGroupsAreRight() {
        assertThat(engine.wrongGroups()).isEmpty();
    }

    private void start(String strategy, String atOnce, int failures) {
        engine.upgrades().create(request(strategy, atOnce, failures, 0));
    }

    private static UpgradeRequest request(String strategy, String atOnce, int failures, int canary) {
        var holds = new Holds(
                new PerRole<>(null, Map.of("compute", AtOnce.of(atOnce))),
                new PerRole<>(null, canary == 0 ? Map.of() : Map.of("compute", canary)),
                false,
                List.of(),
                false,
                Windows.ALWAYS,
                new PerRole<>(null, Map.of("compute", Budget.nodes(failures))));
        var options = new PlanOptions(strategy, List.of(), List.of(), List.of(), true, false, holds);
        return new UpgradeRequest(1, 4, null, null, options, List.of(), "alice");
    }

    private static void nothingIsLeftBut(String names) {
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);
        assertThat(message())
                .isEqualTo("Nothing is left to do but what was set aside: " + names
                        + ". Retry it, or skip it by name: octane dead-letters --upgrade 1");
    }

    private static String message() {
        return engine.sql.queryForObject("SELECT message FROM octane.upgrade", String.class);
    }

    private void succeeds() {
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(new HashSet<>(acts)).as("none twice").hasSameSizeAs(acts);
    }

    private static void limit(String word, Integer failures) {
        engine.limit(new Limits.Request(
                1,
                "compute",
                word == null ? null : AtOnce.of(word),
                failures == null ? null : Budget.nodes(failures),
                "bob",
                null,
                List.of()));
    }

    private static List<String> batches() {
        return engine.sql.queryForList(
                "SELECT array_to_string(b.nodes, ',') FROM octane.batch b JOIN octane.step_group g USING (upgrade_id, unit)"
                        + " GROUP BY b.unit, b.nodes ORDER BY min(g.number)",
                String.class);
    }

    private static List<String> titles(String step) {
        return engine.sql.queryForList(
                "SELECT title || ' ' || status FROM octane.step WHERE name = ? ORDER BY group_number, id",
                String.class,
                step);
    }

    private static List<String> events(String status) {
        return engine.sql.queryForList(
                "SELECT message FROM octane.event WHERE status = ? AND message IS NOT NULL ORDER BY id",
                String.class,
                status);
    }

    private static List<Integer> undone(String step) {
        return engine.sql.queryForList(
                "SELECT nodes[1] FROM octane.step WHERE name = ? AND undoes IS NOT NULL ORDER BY group_number, id",
                Integer.class,
                step);
    }

    private static int letters() {
        return engine.sql.queryForObject("SELECT count(*) FROM octane.dead_letter", Integer.class);
    }

    private static int letters(String status) {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM octane.dead_letter WHERE status = ?", Integer.class, status);
    }

    private static List<Map<String, Object>> rows() {
        return engine.sql.queryForList(
                "SELECT s.id, s.group_number, s.nodes::text, g.after::text, g.unit, g.open, b.aside"
                        + " FROM octane.step s JOIN octane.step_group g ON g.number = s.group_number"
                        + " LEFT JOIN octane.batch b ON b.unit = g.unit ORDER BY s.id");
    }

    private static long deadOn(int node) {
        return engine.sql.queryForObject(
                "SELECT id FROM octane.step WHERE status = 'dead' AND ? = ANY (nodes)", Long.class, node);
    }

    private static long dead() {
        return engine.sql.queryForObject("SELECT min(id) FROM octane.step WHERE status = 'dead'", Long.class);
    }

    private static com.fasterxml.jackson.databind.JsonNode shown() {
        return Json.read(engine.views().upgrade(1)).path("batches").path(0);
    }
}
