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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.limit.Limits;
import org.octane.engine.undo.Rollbacks;
import org.octane.json.Json;
import org.octane.plan.Budget;
import org.octane.plan.Finding;
import org.octane.plan.Holds;
import org.octane.plan.PerRole;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.plan.Windows;
import org.octane.plan.catalogue.AtOnce;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;

/** Computes 1 to 7 and OSD nodes 8 to 10 in the same batches: 8 with 1 and 2, 9 with 3 and 4, 10 with 5 and 6, then 7. */
class BatchesTogetherTest extends WithEngine {

    private static final int COMPUTES = 7;
    private static final int OSDS = 3;
    private static final int DEEDS = 3 * (COMPUTES + OSDS);
    private static final Duration LONG = Duration.ofSeconds(120);

    private final Set<Integer> away = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mostComputes = new AtomicInteger();
    private final AtomicInteger mostOsds = new AtomicInteger();
    private final List<String> acts = Collections.synchronizedList(new ArrayList<>());
    /** Nodes whose cast fails. */
    private final Set<Integer> broken = ConcurrentHashMap.newKeySet();

    private volatile CountDownLatch casts = new CountDownLatch(0);

    @BeforeEach
    void nodesThatAreAwayFromLeavingToArriving() {
        cloudOf(COMPUTES, OSDS);
    }

    private void cloudOf(int computes, int osds) {
        engine.reset(computes, osds);
        for (var name : List.of("leave", "cast", "last")) {
            engine.step(name, this::run);
        }
    }

    @AfterEach
    void allGoOn() {
        casts.countDown();
    }

    private Outcome run(StepCall call) {
        var deeds = call.nodes().stream()
                .map(node -> call.name() + "[" + node + "]")
                .toList();
        return switch (call.phase()) {
            case CHECK -> acts.containsAll(deeds) ? Outcome.done("There.") : Outcome.missing("Not there.");
            case ACT -> act(call);
            case VERIFY -> Outcome.done("So it is.");
            case UNDO -> {
                acts.removeAll(deeds);
                away.removeAll(call.nodes());
                yield Outcome.done("Undone.");
            }
        };
    }

    private Outcome act(StepCall call) {
        return call.name().equals("cast") && casts.getCount() > 0
                ? Outcome.waiting("The installation goes on.", WakeUp.after(Duration.ofMillis(50)))
                : acted(call);
    }

    private Outcome acted(StepCall call) {
        if (call.name().equals("leave")) {
            synchronized (away) {
                away.addAll(call.nodes());
                int osds = (int) away.stream().filter(node -> node > COMPUTES).count();
                mostOsds.accumulateAndGet(osds, Math::max);
                mostComputes.accumulateAndGet(away.size() - osds, Math::max);
            }
        }
        var proved = call.nodes().stream()
                .filter(node -> !call.name().equals("cast") || !broken.contains(node))
                .toList();
        proved.stream()
                .map(node -> call.name() + "[" + node + "]")
                .filter(deed -> !acts.contains(deed))
                .forEach(acts::add);
        if (proved.size() < call.nodes().size()) {
            throw StepFailure.lasting("Its disk is broken.", "Replace it.").provedOn(proved);
        }
        if (call.name().equals("last")) {
            away.removeAll(call.nodes());
        }
        return Outcome.done("Made.");
    }

    @Test
    void theyGoTogetherEachRoleWithinItsLimit() {
        start(Map.of(), 0);

        succeeds();

        assertThat(engine.sql.queryForList(
                        "SELECT nodes::text FROM octane.step WHERE name = 'cast' ORDER BY group_number", String.class))
                .containsExactly("{8,1,2}", "{9,3,4}", "{10,5,6}", "{7}");
        assertThat(engine.sql.queryForObject("SELECT count(*) FROM octane.step WHERE name = 'each'", Integer.class))
                .as("once for each batch with an OSD node")
                .isEqualTo(OSDS);
        assertThat(mostComputes).hasValue(2);
        assertThat(mostOsds).hasValue(1);
    }

    @Test
    void anUpgradeShowsItsBatchesRoleByRole() {
        castsWait(Map.of(), 0);

        assertThat(Json.read(engine.views().upgrade(1)).path("batches").toString())
                .isEqualTo(
                        "[{\"stage\":\"haul\",\"role\":\"ceph-osd\",\"max_unavailable\":1,\"failures\":0,\"aside\":[],"
                                + "\"batches\":3,\"over\":0},{\"stage\":\"haul\",\"role\":\"compute\",\"max_unavailable\":2,"
                                + "\"failures\":0,\"aside\":[],\"batches\":4,\"over\":0}]");
        goesOnToItsEnd();
    }

    @Test
    void aLowerLimitCutsTheRestOfBothRolesAgain() {
        castsWait(Map.of(), 0);

        limit("compute", "1");

        assertThat(batches()).containsExactly("8,1,2", "9,3", "10,4", "5", "6", "7");
        assertThat(engine.sql.queryForList("SELECT message FROM octane.event WHERE actor = 'bob'", String.class))
                .containsExactly(
                        "Limit by bob: of role compute at most 1 may be away at once from the next batch on; 5 to come,"
                                + " before 3.");
        goesOnToItsEnd();
        assertThat(mostOsds).hasValue(1);
    }

    @Test
    void aHigherLimitAsksTheCloudOnlyAboutNodesOfARoleThatWereNeverToBeAwayTogether() {
        castsWait(Map.of(), 0);
        var asked = new ArrayList<List<Integer>>();
        engine.room = (cloud, plan, options, ignored) -> {
            plan.stages().stream()
                    .flatMap(stage -> stage.batches().stream())
                    .map(Plan.Batch::nodes)
                    .forEach(asked::add);
            return List.of(new Finding("last-compute", Finding.Result.PASSED, "Two are left.", "", ""));
        };

        limit("compute", "4");
        assertThat(asked).containsExactly(List.of(9), List.of(3, 4, 5, 6), List.of(10), List.of(7));
        asked.clear();
        limit("compute", "1");

        assertThat(asked).as("of fewer nobody asks").isEmpty();
        assertThat(batches()).containsExactly("8,1,2", "9,3", "10,4", "5", "6", "7");
        goesOnToItsEnd();
    }

    @Test
    void onceAllOfARoleHaveBegunNoLimitHoldsForIt() {
        cloudOf(2, OSDS);
        castsWait(Map.of(), 0);
        assertThatThrownBy(() -> limit("compute", "1"))
                .isInstanceOf(Refusal.class)
                .hasMessage("All batches of role compute of upgrade 1 have begun; no limit holds for one that has.");
        casts.countDown();
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
    }

    /** As rows of an Octane whose roles went one after the other. */
    @Test
    void whatWasPlannedRoleByRoleIsCutAgainAsItWas() {
        cloudOf(COMPUTES, 0);
        castsWait(Map.of(), 0);
        engine.sql.update("UPDATE octane.batch SET row_role = NULL");
        engine.sql.update("UPDATE octane.step SET needs = 270 WHERE status = 'pending'");

        limit("compute", "1");

        assertThat(batches()).containsExactly("1,2", "3", "4", "5", "6", "7");
        assertThat(engine.sql.queryForList("SELECT DISTINCT row_role FROM octane.batch", String.class))
                .containsOnlyNulls();
        casts.countDown();
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(acts).hasSize(3 * COMPUTES);
    }

    @Test
    void aComputeThatFailsIsSetAsideAloneAndTheOsdNodesGoOn() {
        broken.add(2);
        start(Map.of("compute", 1), 0);

        nothingIsLeftBut("node-2");

        assertThat(acts)
                .contains("last[1]", "last[8]", "last[9]", "last[10]", "last[7]")
                .doesNotContain("last[2]");
        assertThat(away).containsExactly(2);
        assertThat(mostOsds).hasValue(1);
        assertThat(aside()).containsExactly("compute 2");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void whereAllItsComputesFailTheOsdNodeIsNotSetAside() {
        broken.addAll(List.of(1, 2));
        start(Map.of("compute", 2), 0);

        nothingIsLeftBut("node-1, node-2");

        assertThat(acts).contains("last[8]", "last[9]", "last[10]", "last[7]");
        assertThat(aside()).containsExactly("compute 1,2");
        assertThat(Json.read(engine.views().upgrade(1)).path("batches").toString())
                .as("the batch of computes is over without them")
                .contains("\"batches\":4,\"over\":4", "\"batches\":3,\"over\":3");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void anOsdNodeThatFailsHoldsAllWithOrWithoutAComputeThatHasABudget() {
        broken.addAll(List.of(2, 8));
        start(Map.of("compute", 2), 0);
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);

        assertThat(aside()).isEmpty();
        assertThat(acts).doesNotContain("leave[9]", "last[1]");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void theCanaryOfARoleHasNoBudgetThere() {
        broken.add(1);
        start(Map.of("compute", 2), 1);
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);

        assertThat(aside()).isEmpty();
        assertThat(engine.sql.queryForObject("SELECT message FROM octane.upgrade", String.class))
                .endsWith("The failure budget of role compute does not hold for its canary.");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void whatComesAfterABatchOfWhichSomethingIsSetAsideIsCutAgainWithoutIt() {
        broken.add(2);
        casts = new CountDownLatch(1);
        engine.step(
                "cast",
                call -> call.phase() == Phase.ACT && call.nodes().contains(9) && casts.getCount() > 0
                        ? Outcome.waiting("The installation goes on.", WakeUp.after(Duration.ofMillis(50)))
                        : castNow(call));
        start(Map.of("compute", 1), 0);
        await().atMost(LONG).until(() -> aside().equals(List.of("compute 2")) && castsWaiting() > 0);

        limit("compute", "1");

        assertThat(batches()).containsExactly("8,1", "2", "9,3,4", "10,5", "6", "7");
        casts.countDown();
        nothingIsLeftBut("node-2");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    private Outcome castNow(StepCall call) {
        return call.phase() == Phase.ACT ? acted(call) : run(call);
    }

    @Test
    void nodesOfTwoRolesThatFailInOneCastAreSetAsideTogetherEachWithinItsBudget() {
        broken.addAll(List.of(2, 8));
        start("crew", Map.of("compute", 1, "ceph-osd", 1), 0);

        nothingIsLeftBut("node-2, node-8");

        assertThat(aside()).containsExactly("ceph-osd 8", "compute 2");
        assertThat(acts).contains("last[1]", "last[9]", "last[10]", "last[7]").doesNotContain("last[2]", "last[8]");
        assertThat(engine.sql.queryForList(
                        "SELECT message FROM octane.event WHERE message LIKE 'Set aside: %'", String.class))
                .singleElement()
                .asString()
                .contains("1 of 1 failures of role ceph-osd used. 1 of 1 failures of role compute used.");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void aBatchOfWhichAllNodesFailIsSetAsideAsItIs() {
        broken.addAll(List.of(1, 2, 8));
        start("crew", Map.of("compute", 2, "ceph-osd", 1), 0);

        nothingIsLeftBut("node-1, node-2, node-8");

        assertThat(batches()).containsExactly("8,1,2", "9,3,4", "10,5,6", "7");
        assertThat(aside()).containsExactly("ceph-osd 8", "compute 1,2");
        assertThat(acts).contains("last[9]", "last[7]").doesNotContain("last[1]", "last[8]");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void oneRoleBeyondItsBudgetHoldsTheOtherToo() {
        broken.addAll(List.of(1, 2, 8));
        start("crew", Map.of("compute", 1, "ceph-osd", 1), 0);
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);

        assertThat(aside()).isEmpty();
        assertThat(engine.sql.queryForObject("SELECT message FROM octane.upgrade", String.class))
                .endsWith("The failure budget of role compute is 1, and 2 would be set aside.");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void aPersonIsAskedOnceForABatchOfTwoRoles() {
        startApprovedBatchByBatch();
        for (var next : List.of(
                "batch of roles ceph-osd and compute: node-9, node-3, node-4",
                "batch of roles ceph-osd and compute: node-10, node-5, node-6",
                "batch of role compute: node-7")) {
            await().atMost(LONG).until(() -> asked().contains(next));
            engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        }
        succeeds();
    }

    /** Whoever has approved of others is asked again. */
    @Test
    void anotherLimitChangesTheBatchForWhichSomebodyIsAsked() {
        startApprovedBatchByBatch();
        await().atMost(LONG).until(() -> asked().contains("node-9, node-3, node-4"));

        limit("compute", "1");

        await().atMost(LONG).until(() -> asked().endsWith("node-9, node-3."));
        assertThat(batches()).containsExactly("8,1,2", "9,3", "10,4", "5", "6", "7");
        for (int batch = 0; batch < 5; batch++) {
            await().atMost(LONG).until(() -> !asked().isEmpty());
            engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        }
        succeeds();
    }

    private static String asked() {
        return Json.read(engine.views().upgrade(1))
                .path("approval")
                .path("message")
                .asText();
    }

    /** Two rows for one batch double no step of the way back. */
    @Test
    void whatIsTakenBackIsTakenBackOnce() {
        engine.step("cast", call -> {
            if (call.phase() == Phase.ACT && call.nodes().contains(9)) {
                throw StepFailure.lasting("Its disk is broken.", "Replace it.").provedOn(List.of());
            }
            return run(call);
        });
        start(Map.of(), 0);
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);

        engine.rollbacks().start(new Rollbacks.Request(1, null, true, "alice"));

        await().atMost(LONG).until(engine::upgradeStatus, "rolled-back"::equals);
        assertThat(engine.sql.queryForObject(
                        "SELECT count(*) = count(DISTINCT undoes) AND count(*) > 0 FROM octane.step WHERE undoes IS NOT NULL",
                        Boolean.class))
                .isTrue();
    }

    @Test
    void theBoardNamesTheNodesOfTheBatchThatIsUnderWay() {
        castsWait(Map.of(), 0);
        var batches = engine.sql.queryForObject(boardBatches(), String.class);
        assertThat(batches.replace(" ", "")).contains("\"batches\":4,\"over\":0,\"at_most\":3,\"now\":[[1,2,8]]");
        goesOnToItsEnd();
    }

    private static String boardBatches() {
        return new org.octane.sql.SqlFiles("engine/view").of("board-batches").replace(":upgrade", "1");
    }

    private void castsWait(Map<String, Integer> failures, int canary) {
        casts = new CountDownLatch(1);
        start(failures, canary);
        await().atMost(LONG).until(() -> castsWaiting() > 0);
    }

    private static int castsWaiting() {
        return engine.sql.queryForObject(
                "SELECT count(*) FROM octane.step WHERE name = 'cast' AND status = 'waiting'", Integer.class);
    }

    private static void start(Map<String, Integer> failures, int canary) {
        start("team", failures, canary);
    }

    private static void startApprovedBatchByBatch() {
        engine.upgrades()
                .create(request(new Holds(
                        new PerRole<>(null, Map.of()),
                        new PerRole<>(null, Map.of()),
                        false,
                        List.of(),
                        true,
                        Windows.ALWAYS)));
    }

    private static void start(String plan, Map<String, Integer> failures, int canary) {
        var budgets = failures.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, role -> Budget.nodes(role.getValue())));
        var holds = new Holds(
                new PerRole<>(null, Map.of()),
                new PerRole<>(null, canary == 0 ? Map.of() : Map.of("compute", canary)),
                false,
                List.of(),
                false,
                Windows.ALWAYS,
                new PerRole<>(null, budgets));
        engine.upgrades().create(request(plan, holds));
    }

    private static UpgradeRequest request(Holds holds) {
        return request("team", holds);
    }

    private static UpgradeRequest request(String plan, Holds holds) {
        var options = new PlanOptions(plan, List.of(), List.of(), List.of(), true, false, holds);
        return new UpgradeRequest(1, 4, null, null, options, List.of(), "alice");
    }

    private static void limit(String role, String word) {
        engine.limit(new Limits.Request(1, role, AtOnce.of(word), null, "bob", null, List.of()));
    }

    private void goesOnToItsEnd() {
        casts.countDown();
        succeeds();
    }

    private void succeeds() {
        await().atMost(LONG).until(engine::upgradeStatus, "succeeded"::equals);
        assertThat(new HashSet<>(acts)).as("none twice").hasSameSizeAs(acts);
        assertThat(acts).as("none lost").hasSize(DEEDS);
        assertThat(away).isEmpty();
    }

    private static void nothingIsLeftBut(String names) {
        await().atMost(LONG).until(engine::upgradeStatus, "failed"::equals);
        assertThat(engine.sql.queryForObject("SELECT message FROM octane.upgrade", String.class))
                .startsWith("Nothing is left to do but what was set aside: " + names + ".");
    }

    private static List<String> aside() {
        return engine.sql.queryForList(
                "SELECT role || ' ' || array_to_string(nodes, ',') FROM octane.batch WHERE aside ORDER BY unit",
                String.class);
    }

    /** Nodes that go through the same groups, in their order. */
    private static List<String> batches() {
        return engine.sql.queryForList(
                "SELECT string_agg(array_to_string(b.nodes, ','), ',' ORDER BY b.unit)"
                        + " FROM octane.batch b"
                        + " JOIN (SELECT unit, min(number) AS first FROM octane.step_group GROUP BY unit) g"
                        + " ON g.unit = COALESCE(b.goes_with, b.unit)"
                        + " GROUP BY g.first ORDER BY g.first",
                String.class);
    }
}
