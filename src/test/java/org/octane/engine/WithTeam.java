package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.limit.Limits;
import org.octane.json.Json;
import org.octane.plan.Holds;
import org.octane.plan.PlanOptions;
import org.octane.plan.catalogue.AtOnce;
import org.octane.sql.SqlFiles;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;

/**
 * Computes 1 to 7 and OSD nodes 8 to 10 that go in the same batches: 8 with 1 and 2, 9 with 3 and 4, 10 with 5 and 6, then 7. A node is away
 * from the end of its {@code leave} to the end of its {@code last}.
 */
abstract class WithTeam extends WithEngine {

    static final int COMPUTES = 7;
    static final int OSDS = 3;
    static final Duration LONG = Duration.ofSeconds(120);
    private static final List<String> STEPS = List.of("leave", "cast", "last");

    final Set<Integer> away = ConcurrentHashMap.newKeySet();
    /** What was done, once for each time: {@code cast[3]}. */
    final List<String> deeds = Collections.synchronizedList(new ArrayList<>());
    /** What fails for good: {@code cast[3]}. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();
    /** Nodes whose casts go on until they are not here any more. */
    final Set<Integer> installing = ConcurrentHashMap.newKeySet();

    /** The same of their arrival. */
    final Set<Integer> arriving = ConcurrentHashMap.newKeySet();

    private volatile int mostComputes;
    private volatile int mostOsds;

    @BeforeEach
    void nodesThatAreAwayFromLeavingToArriving() {
        engine.reset(COMPUTES, OSDS);
        STEPS.forEach(name -> engine.step(name, this::run));
    }

    @AfterEach
    void allGoOn() {
        installing.clear();
        arriving.clear();
    }

    @AfterEach
    void theGroupsAreRight() {
        assertThat(engine.wrongGroups()).isEmpty();
    }

    private Outcome run(StepCall call) {
        var own = call.nodes().stream()
                .map(node -> call.name() + "[" + node + "]")
                .toList();
        return switch (call.phase()) {
            case CHECK -> deeds.containsAll(own) ? Outcome.done("There.") : Outcome.missing("Not there.");
            case ACT -> act(call);
            case VERIFY -> Outcome.done("So it is.");
            case UNDO -> {
                deeds.removeAll(own);
                if (call.name().equals("leave")) {
                    away.removeAll(call.nodes());
                }
                yield Outcome.done("Undone.");
            }
        };
    }

    private Outcome act(StepCall call) {
        var late = call.name().equals("cast") ? installing : call.name().equals("last") ? arriving : Set.of();
        if (call.nodes().stream().anyMatch(late::contains)) {
            return Outcome.waiting("It goes on.", WakeUp.after(Duration.ofMillis(50)));
        }
        if (call.name().equals("leave")) {
            leave(call);
        }
        var proved = call.nodes().stream()
                .filter(node -> !broken.contains(call.name() + "[" + node + "]"))
                .toList();
        // Who tries again acts where the effect is missing; nobody else finds any.
        proved.stream()
                .map(node -> call.name() + "[" + node + "]")
                .filter(deed -> call.attempt() == 1 || !deeds.contains(deed))
                .forEach(deeds::add);
        if (call.name().equals("last")) {
            away.removeAll(proved);
        }
        if (proved.size() < call.nodes().size()) {
            throw StepFailure.lasting("Its disk is broken.", "Replace it.").provedOn(proved);
        }
        return Outcome.done("Made.");
    }

    private void leave(StepCall call) {
        synchronized (away) {
            away.addAll(call.nodes());
            int osds = (int) away.stream().filter(node -> node > COMPUTES).count();
            mostOsds = Math.max(mostOsds, osds);
            mostComputes = Math.max(mostComputes, away.size() - osds);
        }
    }

    /** So many of each role at most were away at any time. */
    void neverMoreAway(int computes, int osds) {
        assertThat(mostComputes).as("computes away").isBetween(1, computes);
        assertThat(mostOsds).as("OSD nodes away").isBetween(1, osds);
    }

    static void start(Holds holds) {
        start("team", holds);
    }

    static void start(String plan, Holds holds) {
        var options = new PlanOptions(plan, List.of(), List.of(), List.of(), true, false, holds);
        engine.upgrades().create(new UpgradeRequest(1, 4, null, null, options, List.of(), "alice"));
    }

    static void limit(String role, String word) {
        engine.limit(new Limits.Request(1, role, AtOnce.of(word), null, "bob", null, List.of()));
    }

    static void becomes(String status) {
        await().atMost(LONG).until(engine::upgradeStatus, status::equals);
    }

    /** Casts of these nodes are under way. */
    static void installs(int... nodes) {
        await().atMost(LONG).untilAsserted(() -> {
            for (int node : nodes) {
                assertThat(engine.sql.queryForObject(
                                "SELECT count(*) FROM octane.step WHERE name = 'cast' AND status = 'waiting' AND ? = ANY (nodes)",
                                Integer.class,
                                node))
                        .as("node " + node)
                        .isOne();
            }
        });
    }

    static void waitsFor(String on, String message) {
        await().atMost(LONG).untilAsserted(() -> assertThat(engine.sql.queryForList(
                        "SELECT message FROM octane.step WHERE status = 'waiting' AND wake_on = ?", String.class, on))
                .singleElement()
                .asString()
                .contains(message));
    }

    /** All of it came to its end, nothing of it twice. */
    void succeeds() {
        becomes("succeeded");
        nothingTwice();
        assertThat(deeds).as("none lost").hasSize(STEPS.size() * (COMPUTES + OSDS));
        assertThat(away).isEmpty();
        shows("ceph-osd", "succeeded", OSDS);
        shows("compute", "succeeded", role("compute").path("batches").asInt());
    }

    void nothingTwice() {
        assertThat(new HashSet<>(deeds)).as("none twice").hasSameSizeAs(deeds);
    }

    private static void shows(String role, String status, int over) {
        assertThat(role(role).path("over").asInt())
                .as("batches of " + role + " of an upgrade that has " + status)
                .isEqualTo(over);
        assertThat(role(role).path("aside")).isEmpty();
    }

    /** What an upgrade shows of a role's batches. */
    static JsonNode role(String role) {
        var batches = Json.read(engine.views().upgrade(1)).path("batches");
        return StreamSupport.stream(batches.spliterator(), false)
                .filter(each -> each.path("role").asText().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** {@code "batches":4,"over":1,"at_most":3,"now":[[3,4,9]]} */
    static String board() {
        return engine.sql
                .queryForObject(new SqlFiles("engine/view").of("board-batches").replace(":upgrade", "1"), String.class)
                .replace(" ", "");
    }

    static List<String> aside() {
        return engine.sql.queryForList(
                "SELECT role || ' ' || array_to_string(nodes, ',') FROM octane.batch WHERE aside ORDER BY unit",
                String.class);
    }

    static void nothingIsLeftBut(String names) {
        becomes("failed");
        assertThat(engine.sql.queryForObject("SELECT message FROM octane.upgrade", String.class))
                .startsWith("Nothing is left to do but what was set aside: " + names + ".");
    }

    /** Nodes that go through the same groups, in their order. */
    static List<String> batches() {
        return engine.sql.queryForList(
                "SELECT string_agg(NULLIF(array_to_string(b.nodes, ','), ''), ',' ORDER BY b.unit)"
                        + " FROM octane.batch b"
                        + " JOIN (SELECT unit, min(number) AS first FROM octane.step_group GROUP BY unit) g"
                        + " ON g.unit = COALESCE(b.goes_with, b.unit)"
                        + " GROUP BY g.first ORDER BY g.first",
                String.class);
    }
}
