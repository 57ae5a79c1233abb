package org.octane.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.octane.scenario.Serving;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** In calm weather; and whoever looks at what became of it sees what is wrong then, in each strategy's own rows. */
@Tag("slow")
class SmallestCloudTest {

    static final List<String> STRATEGIES = Weather.STRATEGIES;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private Storm storm;
    private Serving server;
    private JdbcTemplate sql;
    private long upgrade;

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void isUpgraded(String strategy) throws Exception {
        storm = new Storm(Weather.calm(strategy, strategy.equals("patch")), folder);
        assertThat(storm.rages((over, id) -> {
                    server = over;
                    upgrade = id;
                    sql = over.database().sql();
                    whatIsWrongIsSeen();
                }))
                .isEqualTo("succeeded");
    }

    private void whatIsWrongIsSeen() throws IOException {
        assertThat(wrong(sql)).isEmpty();
        var leftovers = new Leftovers(sql, server.cloud());
        assertThat(leftovers.own()).as("files that could be left").isNotEmpty();
        seen(
                "UPDATE octane.step SET owner = 'somebody', lease_until = now() WHERE id = (SELECT max(id) FROM octane.step)",
                "step that somebody holds or that is not over: ");
        seen("INSERT INTO octane.outbox (queue, body) VALUES ('octane.steps', '1')", "message that was not sent: ");
        seen(
                "UPDATE octane.astute_cast SET status = 'sent' WHERE task_uuid = (SELECT task_uuid FROM octane.astute_cast LIMIT 1)",
                "cast whose end nobody knows: ");
        seen("UPDATE octane.step_group SET open = 1 WHERE number = 1", "group with open steps: ");
        seen("UPDATE public.tasks SET status = 'running' WHERE id = 1", "task of Nailgun that still runs: ");
        seen(
                "INSERT INTO octane.dead_letter (upgrade_id, step_id, attempts, output, cause, remedy, status, created_at)"
                        + " SELECT upgrade_id, id, 1, '', 'it failed', '', 'open', now() FROM octane.step LIMIT 1",
                "dead letter that is open or not cured: ");
        var dump = leftovers.own().get(0).resolveSibling("databases.sql.gz");
        Files.createFile(dump);
        assertThat(leftovers.found()).containsExactly("dump on a node: " + dump);
        Files.delete(dump);

        broken(
                "UPDATE octane.event SET status = 'waiting' WHERE id = (SELECT max(id) FROM octane.event WHERE kind = 'step'"
                        + " AND status = 'succeeded')",
                "no event says that it succeeded");
        broken(
                "INSERT INTO octane.event (upgrade_id, step_id, at, actor, kind, status, attempt)"
                        + " SELECT upgrade_id, step_id, at, actor, kind, status, attempt FROM octane.event"
                        + " WHERE kind = 'step' AND status = 'succeeded' LIMIT 1",
                " succeeded 2 times");
        broken(
                "UPDATE octane.event SET attempt = 7 WHERE id = (SELECT max(id) FROM octane.event WHERE kind = 'step'"
                        + " AND status = 'succeeded')",
                " is in attempt 7 after attempt 1");
        broken(
                "UPDATE octane.step_group SET after = after || (SELECT max(number) FROM octane.step_group) WHERE number = 1",
                "group 1 began before ");
        broken("DELETE FROM octane.event", "there are no events to look at");
        broken("DELETE FROM octane.batch", "there are no batches to look at");
        broken("UPDATE octane.batch SET nodes = nodes || nodes || nodes", " were away at once, where ");
    }

    private List<String> wrong(JdbcTemplate rows) {
        return History.of(rows, upgrade).wrong(storm.weather().limits());
    }

    /** A row that is wrong is found as something left over. */
    private void seen(String change, String line) {
        changed(change, one -> assertThat(new Leftovers(one, server.cloud()).found())
                .anyMatch(found -> found.startsWith(line)));
    }

    /** A row that is wrong breaks a promise. */
    private void broken(String change, String words) {
        changed(change, one -> assertThat(wrong(one)).anyMatch(found -> found.contains(words)));
    }

    /** One connection, which forgets what was changed. */
    private void changed(String change, Consumer<JdbcTemplate> look) {
        try (var connection = sql.getDataSource().getConnection()) {
            connection.setAutoCommit(false);
            var one = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            one.execute("ALTER TABLE octane.event DISABLE TRIGGER only_added");
            assertThat(one.update(change)).as(change).isPositive();
            look.accept(one);
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
