package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SteadyClockTest {

    private static EmbeddedPostgres postgres;
    private static JdbcTemplate sql;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas("octane")
                .locations("classpath:db/octane")
                .load()
                .migrate();
        sql = new JdbcTemplate(postgres.getPostgresDatabase());
        sql.update("INSERT INTO octane.upgrade (name, strategy, status, original_cluster_id, release_id, actor,"
                + " created_at) VALUES ('n', 'side-by-side', 'running', 1, 4, 'alice', now())");
    }

    @AfterAll
    static void end() throws IOException {
        postgres.close();
    }

    @Test
    void itGoesByWhatHasPassedWhateverTheMachinesClockIsSetTo() {
        var passed = new AtomicLong(7_000_000_000L);
        var start = Instant.parse("2026-01-02T03:00:00Z");
        var clock = new SteadyClock(start, passed::get);

        assertThat(clock.instant()).isEqualTo(start);
        passed.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(2));
    }

    @Test
    void itTakesTheDatabasesTime() {
        sql.update("DELETE FROM octane.event");
        var time = SteadyClock.of(postgres.getPostgresDatabase()).instant();

        assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void itIsNotBehindWhatHasHappenedThoughTheClockWentBackWhileNoServerRan() {
        sql.update("INSERT INTO octane.event (upgrade_id, at, actor, kind, status)"
                + " VALUES (1, now() + interval '1 hour', 'engine', 'upgrade', 'running')");
        var time = SteadyClock.of(postgres.getPostgresDatabase()).instant();

        assertThat(time).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
    }
}
