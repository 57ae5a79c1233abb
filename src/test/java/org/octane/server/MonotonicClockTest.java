package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;

class MonotonicClockTest {

    private static final DataSource DATABASE = TestPostgres.octane();
    private static JdbcTemplate sql;

    @BeforeAll
    static void start() {
        sql = new JdbcTemplate(DATABASE);
        sql.update("INSERT INTO octane.upgrade (name, strategy, status, original_cluster_id, release_id, actor,"
                + " created_at) VALUES ('n', 'side-by-side', 'running', 1, 4, 'alice', now())");
    }

    @Test
    void itGoesByWhatHasPassedWhateverTheMachinesClockIsSetTo() {
        var passed = new AtomicLong(7_000_000_000L);
        var start = Instant.parse("2026-01-02T03:00:00Z");
        var clock = new MonotonicClock(start, passed::get);

        assertThat(clock.instant()).isEqualTo(start);
        passed.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(2));
    }

    @Test
    void itTakesTheDatabasesTime() {
        sql.update("TRUNCATE octane.event");
        var time = MonotonicClock.of(DATABASE).instant();

        assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void itIsNotBehindWhatHasHappenedThoughTheClockWentBackWhileNoServerRan() {
        sql.update("INSERT INTO octane.event (upgrade_id, at, actor, kind, status)"
                + " VALUES (1, now() + interval '1 hour', 'engine', 'upgrade', 'running')");
        var time = MonotonicClock.of(DATABASE).instant();

        assertThat(time).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
    }
}
