package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What can begin once a group has closed. */
class NextGroupsTest {

    private static final String NEXT = Sql.of("engine/state/queue-next-steps");
    private static final int GROUPS = 12_000;

    private static HikariDataSource database;
    private static NamedParameterJdbcTemplate sql;

    @BeforeAll
    static void connect() {
        database = TestPostgres.pooledOctane();
        sql = new NamedParameterJdbcTemplate(database);
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void twoUpgradesOfManyGroupsInARow() {
        var plain = sql.getJdbcOperations();
        plain.execute("TRUNCATE upgrade RESTART IDENTITY CASCADE");
        plain.update("INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                + " SELECT 'u', 'side-by-side', 'running', n, 2, 'alice', now() FROM generate_series(1, 2) n");
        plain.update(
                "INSERT INTO step_group (upgrade_id, number, after, open)"
                        + " SELECT u, n, CASE n WHEN 1 THEN '{}' ELSE ARRAY[n - 1] END, 1"
                        + " FROM generate_series(1, 2) u, generate_series(1, ?) n",
                GROUPS);
        plain.update(
                "INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses,"
                        + " estimate_seconds, timeout_seconds, max_attempts, status)"
                        + " SELECT upgrade_id, 1, number, 's', 'n', 't', '{}', '{}', '{}', 1, 1, 1, 'pending' FROM step_group");
    }

    @Test
    void itIsFoundFromThatGroupWithoutLookingAtTheOthers() {
        var plan = String.join("\n", sql.queryForList("EXPLAIN " + NEXT, values(1, 6_000), String.class));
        assertThat(plan).contains("step_group_after").doesNotContain("Seq Scan on step");
    }

    @Test
    void itIsWhatComesAfterInTheSameUpgrade() {
        close(1, 6_000);
        assertThat(next(1, 6_000)).containsExactly("1: 6001");
        assertThat(next(1, 6_000)).as("again").isEmpty();
        close(1, GROUPS);
        assertThat(next(1, GROUPS)).as("after the last").isEmpty();
    }

    @Test
    void whatComesAfterSeveralGroupsWaitsForTheLastOfThem() {
        sql.getJdbcOperations().update("UPDATE step_group SET after = '{10,20}' WHERE upgrade_id = 2 AND number = 30");
        close(2, 20);
        assertThat(next(2, 20)).containsExactly("2: 21");
        close(2, 10);
        assertThat(next(2, 10)).containsExactlyInAnyOrder("2: 11", "2: 30");
    }

    private static void close(int upgrade, int group) {
        sql.getJdbcOperations()
                .update("UPDATE step_group SET open = 0 WHERE upgrade_id = ? AND number = ?", upgrade, group);
    }

    private static List<String> next(int upgrade, int group) {
        return sql.queryForList(NEXT, values(upgrade, group), Long.class).stream()
                .map(step -> sql.getJdbcOperations()
                        .queryForObject(
                                "SELECT upgrade_id || ': ' || group_number FROM step WHERE id = ?", String.class, step))
                .toList();
    }

    private static Map<String, Object> values(long upgrade, int group) {
        return Map.of("upgrade", upgrade, "group", group, "now", OffsetDateTime.now());
    }
}
