package org.octane.engine;

import static org.awaitility.Awaitility.await;
import static org.octane.bench.Figures.medianAndTail;
import static org.octane.bench.Figures.millis;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.octane.bench.Figures;
import org.octane.nailgun.WatchedDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures what the engine itself costs, on embedded parts with everything durable, beside one message and one commit. The steps take
 * no time. No test: its name keeps it out of them; {@code scripts/bench engine} runs it.
 */
class EngineBench {

    /** Of a step: queued, running, acting, succeeded. That it is being proved is written too, and nobody waits for the disk. */
    private static final int CHANGES = 4;

    /** So many steps in a row are measured, of however many nodes. */
    private static final int STEPS = 480;

    private static final int AT_ONCE = 1_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Figures figures = new Figures();
    private JdbcTemplate sql;

    @Test
    void measure() throws Exception {
        try (var parts = new DurableParts();
                var own = parts.pool(parts.database(), 2)) {
            sql = new JdbcTemplate(own);
            var watched = new WatchedDataSource(parts.database());
            try (var engine = new BenchedEngine("first", parts, watched)) {
                inARow(engine, 100);
                reset();
                fromStepToStep(parts, engine);
                perStep(engine, watched);
                byNodes(engine, own);
                throughput("1 instance", List.of(engine));
                try (var second = new BenchedEngine("second", parts, parts.database())) {
                    throughput("2 instances in one JVM", List.of(engine, second));
                    try (var third = new BenchedEngine("third", parts, parts.database());
                            var fourth = new BenchedEngine("fourth", parts, parts.database())) {
                        throughput("4 instances in one JVM", List.of(engine, second, third, fourth));
                    }
                }
            }
        }
        figures.write("engine");
    }

    private void fromStepToStep(DurableParts parts, BenchedEngine engine) throws Exception {
        var trips = new ArrayList<>(parts.roundTrips());
        var commits = new ArrayList<>(parts.commits());
        var gaps = inARow(engine, 100);
        trips.addAll(parts.roundTrips());
        commits.addAll(parts.commits());
        double limit = 3 * millis(trips, 0.5) + millis(commits, 0.5);
        figures.add("One durable message to the broker and back", medianAndTail(trips));
        figures.add("One durable commit of one row", medianAndTail(commits));
        figures.add(
                "From a finished step to the start of the next",
                medianAndTail(gaps),
                "3 round trips + 1 commit: " + millis(limit),
                "median ≤ that, p99 ≤ 250 ms",
                millis(gaps, 0.5) <= limit && millis(gaps, 0.99) <= 250);
        reset();
    }

    /** What the timers send meanwhile is counted too. */
    private void perStep(BenchedEngine engine, WatchedDataSource watched) {
        watched.sent();
        long commits = commits();
        int steps = inARow(engine, 100).size();
        figures.add(
                "Sent per step in a row, what timers send included",
                String.format(
                        Locale.ROOT,
                        "%.1f statements, %.1f transactions",
                        (double) watched.sent().size() / steps,
                        (double) (commits() - commits) / steps));
        reset();
    }

    private long commits() {
        sql.execute("SELECT pg_stat_clear_snapshot()");
        return sql.queryForObject(
                "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()", Long.class);
    }

    private void byNodes(BenchedEngine engine, HikariDataSource own) {
        var medians = new ArrayList<Double>();
        var sizes = List.of(10, 100, 1_000);
        for (int nodes : sizes) {
            var gaps = new ArrayList<Long>();
            // A small cloud has few steps.
            while (gaps.size() < STEPS - sizes.size()) {
                gaps.addAll(inARow(engine, nodes));
                reset();
            }
            medians.add(millis(gaps, 0.5));
            figures.add("The same of %,d nodes, %,d steps".formatted(nodes, nodes * 12), medianAndTail(gaps));
        }
        double spread = medians.stream().max(Comparator.naturalOrder()).orElseThrow()
                / medians.stream().min(Comparator.naturalOrder()).orElseThrow();
        figures.add(
                "Its median at 10, 100 and 1,000 nodes",
                "apart by %.0f %%".formatted(100 * (spread - 1)),
                "",
                "≤ 20 %",
                spread <= 1.2);
        System.gc();
        long heap = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        figures.add("Heap after 1,000 nodes, broker and bench included", heap + " MiB", "", "≤ 512 MiB", heap <= 512);
    }

    private void throughput(String who, List<BenchedEngine> engines) {
        var rates = new ArrayList<Double>();
        for (var i = 0; i < 4; i++) {
            engines.forEach(engine -> engine.moments.clear());
            engines.get(0).create("all-at-once", AT_ONCE);
            await().atMost(LONG)
                    .until(
                            () -> sql.queryForObject("SELECT max(status) FROM octane.upgrade", String.class),
                            "succeeded"::equals);
            var moments = engines.stream()
                    .flatMap(engine -> engine.moments.stream())
                    .map(BenchedEngine.Moment::nanos)
                    .toList();
            long nanos = moments.stream().max(Comparator.naturalOrder()).orElseThrow()
                    - moments.stream().min(Comparator.naturalOrder()).orElseThrow();
            rates.add(AT_ONCE * 1e9 / nanos);
            reset();
        }
        // The first one warms up.
        double rate = rates.subList(1, rates.size()).stream().sorted().toList().get(1);
        figures.add(
                "%,d steps at once, %s".formatted(AT_ONCE, who),
                "%,.0f steps/s, %,.0f durable changes of a step's state/s".formatted(rate, CHANGES * rate),
                "",
                "≥ 1,000 changes/s",
                CHANGES * rate >= 1_000);
    }

    /** Runs steps one after the other; how long it takes from the end of each to the beginning of the next, in nanoseconds. */
    private List<Long> inARow(BenchedEngine engine, int nodes) {
        int steps = Math.min(STEPS, nodes * 12);
        engine.moments.clear();
        engine.create("one-by-one", nodes);
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> engine.moments.size() >= 2 * steps);
        var moments = List.copyOf(engine.moments).subList(0, 2 * steps);
        var gaps = new ArrayList<Long>();
        for (var i = 1; i + 1 < moments.size(); i += 2) {
            gaps.add(moments.get(i + 1).nanos() - moments.get(i).nanos());
        }
        return gaps;
    }

    private void reset() {
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> {
                    sql.execute("SET LOCAL lock_timeout = '500ms';"
                            + " TRUNCATE octane.upgrade, octane.outbox RESTART IDENTITY CASCADE");
                    return true;
                });
    }
}
