package org.octane.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What is told of an upgrade, of rows in a real PostgreSQL. */
class UpgradeReportTest {

    private final DataSource octane = TestPostgres.octane();
    private final JdbcTemplate sql = new JdbcTemplate(octane);

    @BeforeEach
    void twoUpgrades() {
        sql.execute(
                """
                INSERT INTO octane.upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at, from_version, to_version)
                VALUES ('prod', 'side-by-side', 'failed', 1, 2, 'alice', now(), 'Juno (2014.2)', 'Kilo (2015.1)'),
                       ('other', 'side-by-side', 'succeeded', 9, 2, 'eve', now(), NULL, NULL);
                INSERT INTO octane.step_group (upgrade_id, number, after, open) VALUES (1, 1, '{}', 1), (2, 1, '{}', 1);
                INSERT INTO octane.step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses,
                                         estimate_seconds, timeout_seconds, max_attempts, status)
                VALUES (1, 1, 1, 'upgrade-db', 'dump', 'Dump', '{4}', '{}', '{}', 1, 1, 1, 'dead'),
                       (2, 1, 1, 'upgrade-db', 'dump', 'Dump', '{4}', '{}', '{}', 1, 1, 1, 'succeeded');
                INSERT INTO octane.event (upgrade_id, step_id, at, actor, kind, status, message)
                VALUES (1, NULL, now(), 'alice', 'upgrade', 'running', 'Started by alice.'),
                       (1, 1, now(), 'engine', 'step', 'running', NULL),
                       (1, 1, now(), 'engine', 'step', 'dead', 'MySQL is away'),
                       (1, 1, now(), 'bob', 'step', 'queued', 'Retried by bob.'),
                       (2, NULL, now(), 'eve', 'upgrade', 'running', 'Started by eve.');
                INSERT INTO octane.dead_letter (upgrade_id, step_id, attempts, output, cause, remedy, status, created_at)
                VALUES (1, 1, 5, 'ERROR', 'MySQL is away', 'Start it', 'open', now());
                INSERT INTO octane.step_script (upgrade_id, stage, step, script, sha256, octane, first_at)
                VALUES (1, 'upgrade-db', 'dump', 'upgrade-db/dump', 'ab12', '1.0', now());
                INSERT INTO octane.audit (at, actor, source, via, action, target, status, detail)
                VALUES (now(), 'bob', '10.0.0.9', 'cli', 'retryStep', '/api/v1/upgrades/1/steps/1/retry', 200, ''),
                       (now(), 'bob', '10.0.0.9', 'cli', 'retryDeadLetter', '/api/v1/dead-letters/1/retry', 409, 'no'),
                       (now(), 'eve', '10.0.0.9', 'cli', 'pauseUpgrade', '/api/v1/upgrades/11/pause', 200, '');
                """);
    }

    @Test
    void itTellsOfThisUpgradeAndOfNoOther() throws IOException {
        var report = report();

        assertThat(report.path("versions").path("before").asText()).isEqualTo("Juno (2014.2)");
        assertThat(report.path("versions").path("after").asText()).isEqualTo("Kilo (2015.1)");
        assertThat(report.path("steps")).hasSize(1);
        assertThat(report.path("events").findValuesAsText("actor"))
                .as("what every step does by itself is not told")
                .containsExactly("alice", "engine", "bob");
        assertThat(report.path("dead_letters").findValuesAsText("cause")).containsExactly("MySQL is away");
        assertThat(report.path("scripts").findValuesAsText("sha256")).containsExactly("ab12");
        assertThat(report.path("audit").findValuesAsText("action")).containsExactly("retryStep", "retryDeadLetter");
        assertThat(report.path("outages").findValuesAsText("name")).containsExactly("api");
        assertThat(report.path("upgrade").path("id").asLong()).isEqualTo(1);
        assertThat(report.path("generated_at").asText()).isEqualTo("2026-01-02T03:00:00Z");
    }

    private JsonNode report() throws IOException {
        var now = Clock.fixed(Instant.parse("2026-01-02T03:00:00Z"), ZoneOffset.UTC);
        return new ObjectMapper()
                .readTree(new UpgradeReport(
                                new NamedParameterJdbcTemplate(octane),
                                now,
                                id -> "{\"id\": " + id + "}",
                                id -> "{\"targets\": [{\"name\": \"api\"}]}")
                        .of(1));
    }
}
