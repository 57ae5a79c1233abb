package org.octane.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Prometheus reads of an upgrade under way. */
class FiguresTest {

    private final HikariDataSource database = TestPostgres.pooledOctane();
    private final JdbcTemplate octane = new JdbcTemplate(database);
    private final AtomicLong nanos = new AtomicLong();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Figures figures = new Figures(octane, nanos::get, registry, () -> 3);

    @BeforeEach
    void upgrade() {
        octane.update("INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                + " SELECT 'u' || n, 's', CASE WHEN n = 3 THEN 'running' ELSE 'succeeded' END, n, 1, 'test', now()"
                + " FROM generate_series(1, 3) AS n");
        octane.update("INSERT INTO step_group SELECT id, 0, '{}', 0 FROM upgrade");
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void anEmptyDatabaseHasNoughts() {
        octane.update("DELETE FROM upgrade");

        assertThat(scraped())
                .contains("octane_steps{status=\"running\"} 0.0", "octane_steps{status=\"dead\"} 0.0")
                .contains("octane_upgrades{status=\"running\"} 0.0")
                .contains("octane_dead_letters 0.0", "octane_outbox_messages 0.0", "octane_outbox_oldest_seconds 0.0")
                .contains("octane_leases{state=\"held\"} 0.0", "octane_leases{state=\"overdue\"} 0.0")
                .contains("octane_events_total 0.0", "octane_leases_lost_total 3.0", "octane_database_up 1.0")
                .doesNotContain("octane_stage_duration_seconds{", "octane_astute_task_seconds{");
    }

    @Test
    void stepsAndStagesAreThoseOfTheUpgradeUnderWay() {
        steps(1, "prepare", "succeeded", 7, "1 hour", "30 minutes");
        steps(3, "prepare", "succeeded", 5, "100 seconds", "40 seconds");
        steps(3, "upgrade-db", "succeeded", 2, "30 seconds", "20 seconds");
        steps(3, "upgrade-db", "running", 1, "20 seconds", null);
        octane.update("UPDATE step SET lease_until = now() - interval '1 second' WHERE status = 'running'");
        octane.update("UPDATE upgrade SET status = 'succeeded' WHERE id < 3");

        var scraped = scraped();
        assertThat(scraped)
                .contains("octane_steps{status=\"succeeded\"} 7.0", "octane_steps{status=\"running\"} 1.0")
                .contains("octane_upgrades{status=\"succeeded\"} 2.0", "octane_leases{state=\"overdue\"} 1.0")
                .containsPattern("octane_stage_duration_seconds\\{stage=\"prepare\",upgrade=\"3\"} 60\\.")
                .containsPattern("octane_stage_duration_seconds\\{stage=\"upgrade-db\",upgrade=\"3\"} 3[0-9]\\.")
                .doesNotContain("upgrade=\"1\"");
    }

    @Test
    void noStageGoesOnOfAnUpgradeThatIsOver() {
        steps(3, "upgrade-db", "succeeded", 2, "100 seconds", "60 seconds");
        steps(3, "upgrade-db", "pending", 4, null, null);
        octane.update(
                "UPDATE upgrade SET status = 'aborted', finished_at = now() - interval '50 seconds' WHERE id = 3");

        assertThat(scraped())
                .containsPattern("octane_stage_duration_seconds\\{stage=\"upgrade-db\",upgrade=\"3\"} (49\\.|50\\.)");
    }

    @Test
    void messagesEventsAndAstutesAnswersAreMeasured() {
        octane.update("INSERT INTO outbox (queue, body, added_at) VALUES ('q', 'b', now() - interval '90 seconds')");
        octane.update("INSERT INTO event (upgrade_id, at, actor, kind, status)"
                + " SELECT 3, now(), 'engine', 'upgrade', 'running' FROM generate_series(1, 4)");
        cast("provision", "ready", "30 seconds", "28 seconds", "10 seconds");
        cast("deploy", "running", "20 seconds", "15 seconds", null);

        octane.update("INSERT INTO notice (kind, upgrade_id, status, at, attempts, sent_at, given_up_at) VALUES"
                + " ('ended', 3, 's', now(), 0, NULL, NULL), ('ended', 3, 's', now(), 2, NULL, NULL),"
                + " ('ended', 3, 's', now(), 2, now(), NULL), ('ended', 3, 's', now(), 9, NULL, now()),"
                + " ('ended', 3, 's', now(), 9, NULL, now() - interval '2 days')");

        assertThat(scraped())
                .contains("octane_notices{state=\"failing\"} 1.0", "octane_notices{state=\"given-up\"} 1.0")
                .contains("octane_outbox_messages 1.0", "octane_events_total 4.0")
                .containsPattern("octane_outbox_oldest_seconds 9[0-9]\\.")
                .containsPattern("octane_astute_first_answer_seconds\\{method=\"provision\"} 2\\.0")
                .containsPattern("octane_astute_task_seconds\\{method=\"provision\"} 20\\.0")
                .containsPattern("octane_astute_first_answer_seconds\\{method=\"deploy\"} 5\\.0")
                .containsPattern("octane_astute_silence_seconds\\{method=\"deploy\"} ");
    }

    @Test
    void outagesOfWhatIsProbedAreAddedUp() {
        octane.update("INSERT INTO probe_target (upgrade_id, name, kind, address, last_at, samples, answered)"
                + " VALUES (3, 'api', 'http', 'x', now(), 1, 1), (3, 'vm', 'ping', 'y', now(), 1, 1)");
        octane.update("INSERT INTO probe_interval (upgrade_id, target, kind, from_at, to_at) VALUES"
                + " (3, 'api', 'down', now() - interval '100 seconds', now() - interval '90 seconds'),"
                + " (3, 'api', 'down', now() - interval '50 seconds', now() - interval '47 seconds'),"
                + " (3, 'api', 'unknown', now() - interval '40 seconds', now() - interval '30 seconds')");

        assertThat(scraped())
                .contains("octane_api_outage_seconds{target=\"api\",upgrade=\"3\"} 13.0")
                .contains("octane_api_outage_seconds{target=\"vm\",upgrade=\"3\"} 0.0");
    }

    @Test
    void anOutageIsAsLongAsItWasSeenAndOfWhatHasNeverAnsweredNoneIsTold() {
        octane.update("INSERT INTO probe_target (upgrade_id, name, kind, address, last_at, samples, answered)"
                + " VALUES (3, 'api', 'http', 'x', '2026-01-02T03:00:10Z', 9, 1), (3, 'vm', 'ping', 'y', now(), 9, 0)");
        octane.update("INSERT INTO probe_interval (upgrade_id, target, kind, from_at)"
                + " VALUES (3, 'api', 'down', '2026-01-02T03:00:00Z')");

        assertThat(scraped())
                .contains("octane_api_outage_seconds{target=\"api\",upgrade=\"3\"} 10.0")
                .doesNotContain("octane_api_outage_seconds{target=\"vm\"");
    }

    @Test
    void theyAreReadAtMostEveryFiveSeconds() {
        assertThat(scraped()).contains("octane_outbox_messages 0.0");
        octane.update("INSERT INTO outbox (queue, body) VALUES ('q', 'b')");
        assertThat(scraped()).contains("octane_outbox_messages 0.0");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(scraped()).contains("octane_outbox_messages 1.0");
    }

    @Test
    void withoutTheDatabaseThereAreNoOldFigures() {
        assertThat(scraped()).contains("octane_outbox_messages 0.0");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        database.close();

        assertThat(scraped()).contains("octane_database_up 0.0").doesNotContain("octane_outbox_messages 0.0");
    }

    @Test
    void ofManyUpgradesOnlyTheStepsOfThoseUnderWayAreRead() {
        octane.update("INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                + " SELECT 'old', 's', 'succeeded', n, 1, 'test', now() FROM generate_series(4, 23) AS n");
        octane.update("INSERT INTO step_group SELECT id, 0, '{}', 0 FROM upgrade WHERE id > 3");
        for (int old = 4; old <= 23; old++) {
            steps(old, "upgrade-node", "succeeded", 3_000, "100 seconds", "40 seconds");
        }
        steps(3, "upgrade-osd", "succeeded", 6_000, "100 seconds", "40 seconds");
        steps(3, "upgrade-node", "pending", 6_000, null, null);
        octane.execute("VACUUM ANALYZE step");

        var plan = String.join(
                "\n",
                octane.queryForList(
                        "EXPLAIN (ANALYZE, TIMING OFF) " + new SqlFiles("server").of("figures"), String.class));
        assertThat(plan).contains("Index Scan").doesNotContain("Seq Scan on step");
        assertThat(scraped()).contains("octane_steps{status=\"pending\"} 6000.0");
    }

    private String scraped() {
        figures.refresh();
        return registry.scrape();
    }

    private void steps(int upgrade, String stage, String status, int count, String began, String ended) {
        octane.update(
                "INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses,"
                        + " estimate_seconds, timeout_seconds, max_attempts, status, started_at, finished_at)"
                        + " SELECT ?, 0, 0, ?, 'n', repeat('as wide as real ones ', 40), '{}', '{}', '{}', 1, 1, 1, ?, now() - ?::interval, now() - ?::interval"
                        + " FROM generate_series(1, ?)",
                upgrade,
                stage,
                status,
                began,
                ended,
                count);
    }

    private void cast(String method, String status, String sent, String running, String ended) {
        octane.update(
                "INSERT INTO astute_cast (task_uuid, upgrade_id, step_id, attempt, method, cluster_id, nodes, status,"
                        + " created_at, sent_at, running_at, ended_at, heard_at, running_by, ends_by)"
                        + " VALUES (gen_random_uuid(), 3, 1, 1, ?, 1, '{}', ?, now(), now() - ?::interval,"
                        + " now() - ?::interval, now() - ?::interval, now(), now(), now())",
                method,
                status,
                sent,
                running,
                ended);
    }
}
