package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.octane.engine.undo.Rollbacks;
import org.octane.json.Json;
import org.octane.plan.Holds;
import org.octane.plan.PerRole;
import org.octane.plan.Windows;

/** Batches of two roles that wait for a window or for a person, and what an operator does meanwhile. */
class TeamTurnTest extends WithTeam {

    private static final String SECOND = "Next: batch of roles ceph-osd and compute: node-9, node-3, node-4";

    /** An hour for both roles is more than is left of the night; 40 minutes for the last compute are not. */
    @Test
    void aWindowThatEndsBeforeBothRolesCanEndHoldsBothUntilItOpensAgain() {
        installing.addAll(List.of(8, 10));
        engine.clock.is("2026-07-01T23:00:00Z");
        start("caravan", holds(false, "22:00-06:00 UTC"));
        installs(8, 1, 2);

        engine.clock.is("2026-07-02T05:10:00Z");
        installing.remove(8);

        waitsFor("window", SECOND + ", about 61 min, begins Thu 2 Jul 22:00 UTC");
        assertThat(away).isEmpty();
        assertThat(Json.read(engine.views().upgrade(1)).at("/window/until").asText())
                .startsWith("2026-07-02T22:00");
        assertThat(role("ceph-osd").path("over").asInt()).isOne();
        assertThat(role("compute").path("over").asInt()).isOne();
        assertThat(board()).contains("\"batches\":4,\"over\":1", "\"now\":[]");

        engine.clock.is("2026-07-02T22:00:01Z");
        installs(10, 5, 6);
        engine.clock.is("2026-07-03T05:10:00Z");
        installing.clear();
        succeeds();
        neverMoreAway(2, 1);
    }

    @Test
    void aWindowThatIsTooShortForBothRolesLetsComputesAloneBegin() {
        installing.add(10);
        engine.clock.is("2026-07-01T23:00:00Z");
        start("caravan", holds(false, "22:00-06:00 UTC"));
        installs(10, 5, 6);

        engine.clock.is("2026-07-02T05:25:00Z");
        installing.clear();

        waitsFor("window", "Next: batch of role compute: node-7, about 41 min, begins Thu 2 Jul 22:00 UTC");
        engine.clock.is("2026-07-02T22:00:01Z");
        succeeds();
    }

    @Test
    void oneApprovalHoldsForBothRolesOfABatch() {
        start(holds(true));
        int asked = 0;
        for (var next : List.of(
                "Next: batch of roles ceph-osd and compute: node-9, node-3, node-4",
                "Next: batch of roles ceph-osd and compute: node-10, node-5, node-6",
                "Next: batch of role compute: node-7")) {
            waitsFor("approval", next);
            assertThat(away).as("nobody is away meanwhile").isEmpty();
            asked++;
            assertThat(notices()).as("people are told once a batch").isEqualTo(asked);
            engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        }
        succeeds();
        assertThat(notices()).isEqualTo(3);
        assertThat(engine.sql.queryForList("SELECT message FROM octane.event WHERE actor = 'bob'", String.class))
                .containsExactly("Approved by bob.", "Approved by bob.", "Approved by bob.");
        neverMoreAway(2, 1);
    }

    private static int notices() {
        return engine.sql.queryForObject("SELECT count(*) FROM octane.notice WHERE kind = 'approval'", Integer.class);
    }

    @Test
    void anApprovalOfBothRolesDoesNotHoldForOtherNodesOfOneOfThem() {
        engine.clock.is("2026-07-01T11:30:00Z");
        start("caravan", holds(true, "10:00-12:00 UTC"));
        waitsFor("window", "node-8, node-1, node-2");
        engine.clock.is("2026-07-02T10:00:01Z");
        waitsFor("approval", SECOND);
        engine.clock.is("2026-07-02T11:30:00Z");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        waitsFor("window", SECOND);

        limit("compute", "1");

        waitsFor("approval", "Next: batch of roles ceph-osd and compute: node-9, node-3.");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        waitsFor("window", "Next: batch of roles ceph-osd and compute: node-9, node-3, about 61 min");
        assertThat(batches()).containsExactly("8,1,2", "9,3", "10,4", "5", "6", "7");
    }

    /** The batches of OSD nodes can't be cut otherwise: their limit is the one that the stage lets. */
    @Test
    void anApprovalHoldsWhereALimitLeavesTheBatchAsItIs() {
        engine.clock.is("2026-07-01T10:00:01Z");
        start("caravan", holds(true, "10:00-12:00 UTC"));
        waitsFor("approval", SECOND);
        engine.clock.is("2026-07-01T11:30:00Z");
        engine.lifecycle().approve(1, EngineFixture.ANY_GATE, "bob", null);
        waitsFor("window", SECOND);

        limit("ceph-osd", "1");

        engine.clock.is("2026-07-02T10:00:01Z");
        waitsFor("approval", "Next: batch of roles ceph-osd and compute: node-10, node-5, node-6");
        assertThat(deeds).contains("last[9]", "last[3]", "last[4]");
    }

    @Test
    void aPausedUpgradeEndsNoBatchAndBeginsNone() {
        installing.addAll(List.of(8));
        start(holds(false));
        installs(8, 1, 2);
        engine.lifecycle().pause(1, "alice");
        installing.clear();
        await().atMost(LONG).until(() -> deeds.containsAll(List.of("cast[8]", "cast[1]", "cast[2]")));
        await().during(Duration.ofMillis(600)).until(engine::upgradeStatus, "paused"::equals);
        assertThat(deeds).doesNotContain("last[8]", "last[1]", "leave[9]", "leave[3]");
        assertThat(board()).contains("\"batches\":4,\"over\":0,\"at_most\":3,\"now\":[[1,2,8]]");

        limit("compute", "1");
        engine.lifecycle().resume(1, "alice");

        succeeds();
        assertThat(batches()).containsExactly("8,1,2", "9,3", "10,4", "5", "6", "7");
        neverMoreAway(2, 1);
    }

    @Test
    void anAbortKeepsNobodyWaitingWhoWaitsForAWindow() {
        engine.clock.is("2026-07-01T12:00:00Z");
        start("caravan", holds(false, "22:00-06:00 UTC"));
        waitsFor("window", "node-8, node-1, node-2");
        engine.lifecycle().abort(1, "alice");
        becomes("aborted");
        assertThat(deeds).isEmpty();
    }

    @Test
    void aRollbackTakesBackOnceWhatBothRolesHaveDoneBeforeABatchThatWaits() {
        engine.clock.is("2026-07-01T10:00:01Z");
        start("caravan", holds(true, "10:00-12:00 UTC"));
        waitsFor("approval", SECOND);

        engine.rollbacks().start(new Rollbacks.Request(1, null, true, "alice"));

        becomes("rolled-back");
        assertThat(engine.sql.queryForList(
                        "SELECT name || nodes::text FROM octane.step WHERE undoes IS NOT NULL AND nodes <> '{}'"
                                + " ORDER BY name, nodes",
                        String.class))
                .as("what led up to an installation stays")
                .containsExactly("last{1}", "last{2}", "last{8}");
    }

    private static Holds holds(boolean approved, String... windows) {
        return new Holds(
                new PerRole<>(null, Map.of()),
                new PerRole<>(null, Map.of()),
                false,
                List.of(),
                approved,
                Windows.of(List.of(windows), ZoneOffset.UTC));
    }
}
