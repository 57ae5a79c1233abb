package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.octane.scenario.FaultTable.Row;
import org.octane.world.Faults;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a night brings to an upgrade: faults that strike in each stage, one after the other, and end by themselves. */
final class Night {

    /** An upgrade comes to any of its stages within that time, also where a lot else is done. */
    private static final Duration WHOLE = Duration.ofMinutes(20);

    private static final Duration LOOK = Duration.ofMillis(20);
    /** So long after its end a fault may still be what an attempt failed by. */
    private static final Duration ECHO = Duration.ofSeconds(5);

    private static final int MASTER = 0;
    private static final double MILLIS = 1000;

    private final RunningServer server;
    private final long upgrade;
    private final Faults faults;
    private final JdbcTemplate sql;

    Night(RunningServer server, long upgrade) {
        this.server = server;
        this.upgrade = upgrade;
        faults = new Faults(server.cloud().world());
        sql = server.database().sql();
    }

    /**
     * @param kind as the table names it
     * @param node whose work it strikes, 0 for the Fuel master
     * @param fault no two with the same text
     * @param over its last words in the log, empty: the strike is all of it
     */
    record Strike(String kind, String stage, int node, String fault, String over) {

        /** Strikes as the next script begins on the node. */
        static Strike asNodeWorks(String kind, String stage, int node, String fault, String over) {
            var when = ":when=" + (node == MASTER ? "master" : "node-" + node) + "/flock";
            return new Strike(kind, stage, node, fault + when, over);
        }
    }

    /** Lies in wait from now on. */
    void expect(Strike strike) {
        faults.add(strike.fault());
    }

    void awaitStage(String stage) {
        if (stage.equals(FaultTable.LAST_STAGE)) {
            server.takeTimeOnTheMaster();
        }
        Awaitility.await("stage " + stage)
                .atMost(WHOLE)
                .pollInterval(LOOK)
                .ignoreExceptionsMatching(Exception.class::isInstance)
                .until(() -> {
                    assertRuns();
                    return sql.queryForObject(
                                    "SELECT count(*) FROM octane.step WHERE upgrade_id = ? AND stage = ?"
                                            + " AND started_at IS NOT NULL",
                                    Long.class,
                                    upgrade,
                                    stage)
                            > 0;
                });
    }

    /** Strikes, and waits until it is over. */
    void strike(Strike strike) {
        expect(strike);
        awaitEnd(strike);
    }

    void awaitEnd(Strike strike) {
        Awaitility.await(strike.toString())
                .atMost(WHOLE)
                .pollInterval(LOOK)
                // One that has struck ends, though the upgrade may be over before.
                .until(() -> log(strike).stream().anyMatch(line -> line.endsWith(strike.over()))
                        || over() && log(strike).isEmpty());
        assertThat(log(strike))
                .as(strike + " has struck, " + sentence())
                .anyMatch(line -> line.contains(strike.over()));
    }

    /** After the upgrade: what became of it. */
    void write(Strike strike) {
        var log = log(strike);
        assertThat(log).as(strike.toString()).isNotEmpty();
        long begin = millis(log.get(0));
        long end = millis(log.get(log.size() - 1));
        long step = struck(strike, begin, end);
        long success = success(step, end);
        var failed = count("failed", begin, success);
        var waits = count("waiting", begin, success);
        var name = sql.queryForObject("SELECT name FROM octane.step WHERE id = ?", String.class, step);
        var outcome = failed + waits == 0 ? "goes on, nothing lost" : "tried again by itself";
        FaultTable.add(
                new Row(strike.kind(), strike.stage(), name, outcome, failed, waits, (success - begin) / MILLIS));
    }

    /** Who felt it first; if nobody did, the last step that had begun on the node. */
    private long struck(Strike strike, long begin, long end) {
        var felt = sql.queryForList(
                "SELECT step_id FROM octane.event WHERE upgrade_id = ? AND step_id IS NOT NULL"
                        + " AND status IN ('failed', 'waiting') AND message NOT LIKE 'Astute: %'"
                        + " AND at BETWEEN to_timestamp(? / 1000.0) AND to_timestamp(? / 1000.0) ORDER BY id LIMIT 1",
                Long.class, upgrade, begin, end + ECHO.toMillis());
        return felt.isEmpty()
                ? sql.queryForObject(
                        "SELECT s.id FROM octane.event e JOIN octane.step s ON s.id = e.step_id WHERE s.upgrade_id = ?"
                                + " AND e.status = 'running' AND e.at <= to_timestamp(? / 1000.0)"
                                + " ORDER BY s.stage = ? DESC, ? = ANY (s.nodes) DESC, e.at DESC LIMIT 1",
                        Long.class,
                        upgrade,
                        begin,
                        strike.stage(),
                        strike.node())
                : felt.get(0);
    }

    /** When that step, or else the next one, came to a good end after the fault; if it outlived them all, the last one. */
    private long success(long step, long end) {
        var after = sql.queryForList(
                "SELECT (extract(epoch FROM at) * 1000)::bigint FROM octane.event WHERE upgrade_id = ?"
                        + " AND status = 'succeeded' AND at >= to_timestamp(? / 1000.0)"
                        + " ORDER BY step_id = ? DESC NULLS LAST, id LIMIT 1",
                Long.class,
                upgrade,
                end,
                step);
        return after.isEmpty()
                ? sql.queryForObject(
                        "SELECT (extract(epoch FROM max(at)) * 1000)::bigint FROM octane.event WHERE upgrade_id = ?"
                                + " AND status = 'succeeded'",
                        Long.class,
                        upgrade)
                : after.get(0);
    }

    private List<String> log(Strike strike) {
        return faults.log().stream()
                .filter(line -> line.split("\t")[1].equals(strike.fault()))
                // A program that shall fail has failed only when it was run.
                .filter(line -> !strike.fault().startsWith("fail@")
                        || !List.of("begins", "ends").contains(line.split("\t")[2]))
                .toList();
    }

    private static long millis(String line) {
        return Long.parseLong(line.split("\t")[0]);
    }

    private long count(String status, long begin, long end) {
        return sql.queryForObject(
                "SELECT count(*) FROM octane.event WHERE upgrade_id = ? AND step_id IS NOT NULL AND status = ?"
                        + " AND message NOT LIKE 'Astute: %'"
                        + " AND at BETWEEN to_timestamp(? / 1000.0) AND to_timestamp(? / 1000.0)",
                Long.class, upgrade, status, begin, end);
    }

    private boolean over() {
        try {
            return !"running".equals(status());
        } catch (org.springframework.dao.DataAccessException e) {
            // PostgreSQL may be what is struck.
            return false;
        }
    }

    private String status() {
        return sql.queryForObject("SELECT status FROM octane.upgrade WHERE id = ?", String.class, upgrade);
    }

    private void assertRuns() {
        var status = status();
        if (!"running".equals(status)) {
            // No exception: they are ignored, since the database may be away.
            throw new AssertionError("the upgrade is " + status + ": " + sentence());
        }
    }

    private String sentence() {
        return "upgrade: "
                + server.api()
                        .get("/upgrades/" + upgrade)
                        .json()
                        .path("message")
                        .asText() + ", dead letters: "
                + server.api().get("/dead-letters").body();
    }
}
