package org.octane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.octane.scenario.FaultTable;
import org.octane.scenario.RunningServer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Kills a server in the middle of a step, starts it again, and looks how soon the upgrade goes on by itself. */
record Killer(RunningServer server, JdbcTemplate sql) {

    /** An upgrade comes to any of its steps within that time. */
    static final Duration WHOLE = Duration.ofMinutes(20);
    /** Ten seconds are promised, and printed what they were; a machine that does a lot else may take longer. */
    private static final Duration RESUMED = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofMillis(10);

    /** In the last stage the blow has to fall before the upgrade is over. */
    static final int LAST_STEPS = 2;

    static Killer of(RunningServer server) {
        return new Killer(server, server.database().sql());
    }

    /**
     * @param step its id
     * @param moment so long after its beginning
     */
    record Blow(long step, Duration moment, String dice) {}

    /** What became of a blow. */
    record News(String stage, String step, Duration after) {}

    /** Ids of an upgrade's steps, in the order of the plan. @param stage {@code %}: any */
    List<Long> steps(long upgrade, String stage) {
        return sql.queryForList(
                "SELECT id FROM octane.step WHERE upgrade_id = ? AND stage LIKE ? ORDER BY id",
                Long.class,
                upgrade,
                stage);
    }

    /** The first of that name. */
    long step(long upgrade, String name) {
        return sql.queryForObject(
                "SELECT min(id) FROM octane.step WHERE upgrade_id = ? AND name = ?", Long.class, upgrade, name);
    }

    News strike(Blow blow) throws Exception {
        var step = sql.queryForMap("SELECT name, stage FROM octane.step WHERE id = ?", blow.step());
        var where = blow.dice() + ": killed " + blow.moment().toMillis() + " ms after the beginning of step "
                + blow.step() + " " + step.get("name") + " of " + step.get("stage");
        if (FaultTable.LAST_STAGE.equals(step.get("stage"))) {
            server.takeTimeOnTheMaster();
        }
        Awaitility.await(where)
                .atMost(WHOLE)
                .pollInterval(LOOK)
                .until(() -> begun(blow.step()) || !"running rolling-back".contains(status()));
        Awaitility.await().pollDelay(blow.moment()).until(() -> true);
        server.kill();
        assertThat(status()).as(where).isIn("running", "rolling-back");
        long last = newest();

        var restarted = Instant.now();
        server.start();
        var ready = Duration.between(restarted, Instant.now());
        Awaitility.await(where).atMost(RESUMED).pollInterval(LOOK).until(() -> newest() > last);
        var pause = Duration.between(restarted, Instant.now());
        System.out.println(where + "; ready " + ready.toMillis()
                + " ms after the new process was started, the first news " + pause.toMillis() + " ms");
        return new News((String) step.get("stage"), (String) step.get("name"), pause);
    }

    static void write(String fault, News news) {
        FaultTable.add(new FaultTable.Row(
                fault,
                news.stage(),
                news.step(),
                "went on by itself",
                0,
                0,
                news.after().toMillis() / 1000.0));
    }

    private boolean begun(long step) {
        return Boolean.TRUE.equals(
                sql.queryForObject("SELECT started_at IS NOT NULL FROM octane.step WHERE id = ?", Boolean.class, step));
    }

    private String status() {
        return sql.queryForObject("SELECT status FROM octane.upgrade", String.class);
    }

    private long newest() {
        return sql.queryForObject("SELECT coalesce(max(id), 0) FROM octane.event", Long.class);
    }
}
