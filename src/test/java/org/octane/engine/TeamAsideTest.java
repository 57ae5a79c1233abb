package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.engine.limit.Limits;
import org.octane.engine.undo.Rollbacks;
import org.octane.json.Json;
import org.octane.plan.Budget;
import org.octane.plan.Holds;
import org.octane.plan.PerRole;
import org.octane.plan.Refusal;
import org.octane.plan.Windows;
import org.octane.plan.catalogue.AtOnce;
import org.octane.step.Outcome;
import org.octane.step.Phase;

/** Batches of two roles of which one is limited, or has nodes that fail, while the other goes on; and the ways out of it. */
class TeamAsideTest extends WithTeam {

    private static final Map<String, Integer> NONE = Map.of();

    @Test
    void anotherLimitOfOneRoleLeavesTheBatchThatIsUnderWayAsItIs() {
        installing.add(9);
        start(failures(NONE));
        installs(9, 3, 4);

        limit("compute", "1");

        assertThat(batches()).containsExactly("8,1,2", "9,3,4", "10,5", "6", "7");
        assertThat(role("compute").toString()).contains("\"max_unavailable\":1", "\"batches\":5,\"over\":1");
        assertThat(role("ceph-osd").toString()).contains("\"max_unavailable\":1", "\"batches\":3,\"over\":1");
        assertThat(board()).contains("\"batches\":5,\"over\":1,\"at_most\":3,\"now\":[[3,4,9]]");
        installing.clear();
        succeeds();
        neverMoreAway(2, 1);
    }

    @Test
    void moreComputesAtOnceTakeNoMoreOsdNodesWithThem() {
        installing.add(9);
        start(failures(NONE));
        installs(9, 3, 4);

        limit("compute", "3");

        assertThat(batches()).containsExactly("8,1,2", "9,3,4", "10,5,6,7");
        installing.clear();
        succeeds();
        neverMoreAway(3, 1);
    }

    @Test
    void whatIsSetAsideIsTriedAgainWhileTheNextBatchIsUnderWay() {
        broken.add("cast[2]");
        installing.add(9);
        start(failures(Map.of("compute", 1)));
        installs(9, 3, 4);
        assertThat(aside()).containsExactly("compute 2");
        assertThat(role("compute").toString())
                .contains("\"aside\":[{\"node\":2,\"name\":\"node-2\"}]", "\"batches\":4,\"over\":1");
        assertThat(role("ceph-osd").toString()).contains("\"aside\":[]", "\"batches\":3,\"over\":1");
        assertThat(board()).contains("\"batches\":4,\"over\":1", "\"now\":[[3,4,9]]");

        broken.clear();
        engine.deadSteps().retryAll(1, "bob");

        await("it is through")
                .atMost(LONG)
                .until(() -> deeds.contains("last[2]")
                        && role("compute").path("aside").isEmpty());
        assertThat(away).containsExactlyInAnyOrder(9, 3, 4);
        installing.clear();
        succeeds();
        neverMoreAway(3, 1);
    }

    @Test
    void whatIsLeftIsNamedAndTheOtherRoleIsOver() {
        broken.add("cast[2]");
        start(failures(Map.of("compute", 1)));

        nothingIsLeftBut("node-2");

        assertThat(Json.read(engine.views().upgrade(1)).path("held_by").toString())
                .isEqualTo("[\"node-2\"]");
        assertThat(role("ceph-osd").toString()).contains("\"aside\":[]", "\"batches\":3,\"over\":3");
        assertThat(board()).contains("\"batches\":4,\"over\":4", "\"now\":[]");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void whatIsSetAsideIsNoPartOfTheBatchThatIsUnderWay() {
        broken.add("cast[2]");
        arriving.add(8);
        start(failures(Map.of("compute", 1)));
        await().atMost(LONG).until(() -> deeds.contains("last[1]"));

        assertThat(board()).contains("\"batches\":4,\"over\":0,\"at_most\":3,\"now\":[[1,8]]");
        assertThat(role("compute").toString())
                .contains("\"aside\":[{\"node\":2,\"name\":\"node-2\"}]", "\"batches\":4,\"over\":0");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        await().atMost(LONG).until(() -> deeds.contains("last[2]"));
        assertThat(deeds).as("node 8 is not back").doesNotContain("leave[9]");
        arriving.clear();
        succeeds();
    }

    @Test
    void anOsdNodeWithoutABudgetHoldsBothRolesBehindAComputeThatIsAside() {
        broken.addAll(List.of("cast[2]", "cast[9]"));
        start(failures(Map.of("compute", 2)));
        becomes("failed");

        assertThat(aside()).containsExactly("compute 2");
        assertThat(away).containsExactlyInAnyOrder(2, 9, 3, 4);
        assertThat(deeds).contains("last[8]", "last[1]").doesNotContain("leave[10]", "leave[5]", "last[3]");
        assertThat(board()).contains("\"batches\":4,\"over\":1", "\"now\":[[3,4,9]]");
        broken.remove("cast[2]");
        retry(2);
        await().atMost(LONG).until(() -> deeds.contains("cast[2]"));
        await("node 9 holds the rest of it")
                .during(Duration.ofMillis(600))
                .until(() -> engine.upgradeStatus().equals("failed") && !deeds.contains("last[2]"));
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
        neverMoreAway(3, 1);
    }

    @Test
    void anAbortLetsABatchOfBothRolesThatIsInstalledComeToItsEnd() {
        installing.add(9);
        start(failures(NONE));
        installs(9, 3, 4);

        engine.lifecycle().abort(1, "alice");
        installing.clear();

        becomes("aborted");
        assertThat(deeds)
                .contains("last[8]", "last[9]", "last[3]", "last[4]")
                .doesNotContain("leave[10]", "leave[5]", "leave[7]");
        assertThat(away).isEmpty();
        nothingTwice();
        assertThat(role("ceph-osd").toString()).contains("\"batches\":3,\"over\":2");
        assertThat(role("compute").toString()).contains("\"batches\":4,\"over\":2");
        assertThat(board()).contains("\"over\":2", "\"now\":[]");
    }

    @Test
    void anAbortTakesBackWhatBothRolesHaveLeftBeforeAnyOfThemIsInstalled() {
        var gate = new CountDownLatch(1);
        engine.step("each", call -> {
            gate.await();
            return call.phase() == Phase.CHECK ? Outcome.missing("Not yet.") : Outcome.done("Ceph knows.");
        });
        start(failures(NONE));
        await().atMost(LONG).until(() -> deeds.containsAll(List.of("leave[8]", "leave[1]", "leave[2]")));

        engine.lifecycle().abort(1, "alice");
        gate.countDown();

        becomes("aborted");
        assertThat(deeds).isEmpty();
        assertThat(away).isEmpty();
    }

    @Test
    void anAbortWithAComputeAsideEndsTheBatchThatIsUnderWayAndNamesWhatItLeaves() {
        broken.add("cast[2]");
        installing.add(9);
        start(failures(Map.of("compute", 1)));
        installs(9, 3, 4);

        engine.lifecycle().abort(1, "alice");
        installing.clear();

        becomes("aborted");
        assertThat(deeds)
                .contains("last[8]", "last[1]", "last[9]", "last[3]", "last[4]")
                .doesNotContain("leave[10]");
        assertThat(away).as("it was let be installed, and stays as it is").containsExactly(2);
        nothingTwice();
        assertThat(role("compute").path("aside").toString()).isEqualTo("[{\"node\":2,\"name\":\"node-2\"}]");
        assertThat(engine.sql.queryForList("SELECT status || node_names[1] FROM octane.dead_letter", String.class))
                .containsExactly("discardednode-2");
    }

    @Test
    void aRollbackWaitsForTheCastOfBothRolesAndTakesBackEachStepOnce() {
        installing.add(9);
        broken.add("cast[2]");
        start(failures(Map.of("compute", 1)));
        installs(9, 3, 4);

        engine.rollbacks().start(new Rollbacks.Request(1, null, true, "alice"));
        await().during(Duration.ofMillis(600)).until(engine::upgradeStatus, "rolling-back"::equals);
        installing.clear();

        becomes("rolled-back");
        assertThat(engine.sql.queryForObject(
                        "SELECT count(*) = count(DISTINCT undoes) AND count(*) > 0 FROM octane.step WHERE undoes IS NOT NULL",
                        Boolean.class))
                .isTrue();
        assertThat(deeds)
                .as("what was let be installed stays so")
                .containsExactlyInAnyOrder(
                        "leave[1]",
                        "leave[2]",
                        "leave[8]",
                        "leave[3]",
                        "leave[4]",
                        "leave[9]",
                        "cast[1]",
                        "cast[8]",
                        "cast[3]",
                        "cast[4]",
                        "cast[9]");
    }

    @Test
    void aPauseKeepsAsideWhatFailsMeanwhileAndTheOtherRoleGoesOnAfterwards() {
        broken.add("cast[2]");
        installing.add(8);
        start(failures(Map.of("compute", 1)));
        installs(8, 1, 2);
        engine.lifecycle().pause(1, "alice");
        installing.clear();
        await().atMost(LONG).until(() -> aside().equals(List.of("compute 2")));
        assertThat(engine.upgradeStatus()).isEqualTo("paused");
        assertThat(deeds).doesNotContain("last[8]", "last[1]");

        engine.lifecycle().resume(1, "alice");

        nothingIsLeftBut("node-2");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void eachRoleHasItsOwnFailuresOneAfterTheOtherOfOneBatch() {
        broken.addAll(List.of("cast[2]", "last[8]"));
        arriving.add(1);
        start("crew", failures(Map.of("compute", 1, "ceph-osd", 1)));
        await().atMost(LONG).until(() -> aside().equals(List.of("compute 2", "ceph-osd 8")));
        assertThat(board()).contains("\"over\":0", "\"now\":[[1]]");
        assertThat(deeds).doesNotContain("leave[9]");
        assertThat(role("ceph-osd").toString())
                .contains("\"aside\":[{\"node\":8,\"name\":\"node-8\"}]", "\"batches\":3,\"over\":0");
        limit("compute", "3");
        assertThat(batches()).containsExactly("1", "2", "8", "9,3,4,5", "10,6,7");

        arriving.clear();

        nothingIsLeftBut("node-2, node-8");
        assertThat(role("ceph-osd").path("over").asInt()).isEqualTo(3);
        neverMoreAway(3 + 1, 1 + 1);
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void whatIsLeftOfABatchIsSetAsideAsAWholeIfTheOtherRoleFailsLast() {
        broken.addAll(List.of("cast[1]", "cast[2]", "last[8]"));
        start("crew", failures(Map.of("compute", 2, "ceph-osd", 1)));

        nothingIsLeftBut("node-1, node-2, node-8");

        assertThat(role("compute").toString())
                .contains("{\"node\":1,\"name\":\"node-1\"},{\"node\":2,\"name\":\"node-2\"}");
        assertThat(role("ceph-osd").path("aside").toString()).isEqualTo("[{\"node\":8,\"name\":\"node-8\"}]");
        assertThat(board()).contains("\"now\":[]");
        broken.clear();
        engine.deadSteps().retryAll(1, "bob");
        succeeds();
    }

    @Test
    void anAbortWithNodesOfBothRolesAsideLeavesThemAndTakesNothingElseBack() {
        broken.addAll(List.of("cast[2]", "cast[8]"));
        arriving.add(3);
        start("crew", failures(Map.of("compute", 1, "ceph-osd", 1)));
        await().atMost(LONG).until(() -> deeds.contains("last[9]") && deeds.contains("last[4]"));

        engine.lifecycle().abort(1, "alice");
        arriving.clear();

        becomes("aborted");
        assertThat(away).containsExactlyInAnyOrder(2, 8);
        assertThat(deeds)
                .contains("last[1]", "last[3]", "last[4]", "last[9]", "leave[2]", "leave[8]")
                .doesNotContain("leave[10]", "leave[5]");
        nothingTwice();
    }

    /** Of each of two roles some may fail; two engines cut what is to come again and again, pause it, resume it and begin anew. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverFailsAndWhoeverInterferesNothingIsLostAndNothingDoneTwice(long seed) throws Exception {
        var random = new Random(seed);
        for (int node = 1; node <= COMPUTES + OSDS; node++) {
            if (random.nextInt(3) == 0) {
                broken.add(List.of("leave", "cast", "last").get(random.nextInt(3)) + "[" + node + "]");
            }
        }
        start("crew", failures(Map.of("compute", 2, "ceph-osd", 1)));
        try (var second = new EngineFixture(engine)) {
            var operators = Executors.newFixedThreadPool(2);
            for (int i = 0; i < 16; i++) {
                var word = Integer.toString(1 + random.nextInt(3));
                var role = random.nextBoolean() ? "compute" : "ceph-osd";
                var by = i % 2 == 0 ? engine : second;
                operators.execute(() -> unlessRefused(
                        () -> by.limit(new Limits.Request(1, role, AtOnce.of(word), null, "bob", null, List.of()))));
                if (random.nextInt(4) == 0) {
                    operators.execute(() -> unlessRefused(() -> by.lifecycle().pause(1, "alice")));
                    operators.execute(
                            () -> unlessRefused(() -> second.lifecycle().resume(1, "alice")));
                }
            }
            operators.shutdown();
            await().atMost(LONG).until(operators::isTerminated);
            engine.restart("again");
            await().atMost(LONG).until(() -> {
                unlessRefused(() -> second.lifecycle().resume(1, "alice"));
                if (engine.upgradeStatus().equals("failed")) {
                    broken.stream().findFirst().ifPresent(broken::remove);
                    second.deadSteps().retryAll(1, "bob");
                }
                return engine.upgradeStatus().equals("succeeded");
            });
            second.endsWithin(1);
        }
        becomes("succeeded");
        nothingTwice();
        assertThat(deeds).hasSize(3 * (COMPUTES + OSDS));
        assertThat(away).isEmpty();
        neverMoreAway(3 + 2, 3 + 1);
    }

    private static void unlessRefused(Runnable call) {
        try {
            call.run();
        } catch (Refusal e) {
            assertThat(e)
                    .hasMessageMatching("(?s).*(have begun|is succeeded|begin while|is running|is paused|is failed).*");
        }
    }

    private static void retry(int node) {
        long step = engine.sql.queryForObject(
                "SELECT id FROM octane.step WHERE status = 'dead' AND ? = ANY (nodes)", Long.class, node);
        engine.deadSteps().retry(1, step, "bob");
    }

    private static Holds failures(Map<String, Integer> failures) {
        var budgets = failures.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, role -> Budget.nodes(role.getValue())));
        return new Holds(
                new PerRole<>(null, Map.of()),
                new PerRole<>(null, Map.of()),
                false,
                List.of(),
                false,
                Windows.ALWAYS,
                new PerRole<>(null, budgets));
    }
}
