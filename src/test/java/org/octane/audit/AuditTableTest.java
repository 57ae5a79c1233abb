package org.octane.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.TestPostgres;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The audit in a real PostgreSQL, written by the owner of the schema, as the server is. */
class AuditTableTest {

    private static HikariDataSource database;
    private static JdbcTemplate sql;

    @BeforeAll
    static void start() {
        database = TestPostgres.pooledOctane();
        sql = new JdbcTemplate(database);
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE octane.audit SET actor = 'nobody'",
                "DELETE FROM octane.audit",
                "TRUNCATE octane.audit",
                "TRUNCATE octane.audit CASCADE"
            })
    void whatIsWrittenStays(String statement) {
        table().note(entry("alice", "10.0.0.1", "/upgrades/1/pause"));
        int before = rows();

        assertThatThrownBy(() -> sql.execute(statement))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("rows of audit are only added, never changed or removed");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void itIsReadPageByPageFromTheNewest() throws IOException {
        var table = table();
        for (int i = 0; i < 25; i++) {
            table.note(entry("pager", "10.0.0.2", "/upgrades/" + i + "/pause"));
        }
        var seen = new ArrayList<String>();
        Long before = null;
        for (int page = 0; page < 3; page++) {
            for (var entry : json(table.page(before, 10))) {
                seen.add(entry.get("target").asText());
                before = entry.get("id").longValue();
            }
        }
        assertThat(seen.subList(0, 25)).first().isEqualTo("/upgrades/24/pause");
        assertThat(seen.subList(0, 25)).last().isEqualTo("/upgrades/0/pause");
    }

    @Test
    void whatIsNotedByAThreadThatMustNotWaitIsWrittenBeforeTheEnd() {
        int before = rows();
        try (var table = table()) {
            for (int i = 0; i < 100; i++) {
                table.noteLater(entry("later", "10.0.0.3", ""));
            }
        }
        assertThat(rows()).isEqualTo(before + 100);
    }

    @Test
    void whatAStrangerSendsIsKeptThoughNotInAnyLength() throws IOException {
        table().note(entry("x".repeat(100_000), "a\0b\u001b[31m'; DROP TABLE octane.audit; --", "/\u202e"));

        var entry = json(table().page(null, 10)).get(0);
        assertThat(entry.get("actor").asText()).hasSize(500);
        assertThat(entry.get("source").asText()).isEqualTo("ab\u001b[31m'; DROP TABLE octane.audit; --");
    }

    private static AuditEntry entry(String actor, String source, String target) {
        return new AuditEntry(actor, source, "rest", "pauseUpgrade", target, 200, "");
    }

    private static AuditTable table() {
        return new AuditTable(new NamedParameterJdbcTemplate(database), Clock.systemUTC());
    }

    private static int rows() {
        return sql.queryForObject("SELECT count(*) FROM octane.audit", Integer.class);
    }

    private static List<JsonNode> json(String text) throws IOException {
        var entries = new ArrayList<JsonNode>();
        new ObjectMapper().readTree(text).forEach(entries::add);
        return entries;
    }
}
