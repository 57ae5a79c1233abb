package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.Octane;
import org.octane.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;

class MigrateCommandTest {

    @TempDir
    static Path config;

    private static final DataSource OCTANE = TestPostgres.octane();
    private static final DataSource NAILGUN = TestPostgres.nailgun();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        configure(TestPostgres.url(NAILGUN));
    }

    @Test
    void additionsAreShownMadeAndTakenAway() {
        var jdbc = new JdbcTemplate(NAILGUN);
        assertThat(run("--plan")).isZero();
        assertThat(out.toString()).startsWith("Would add:").contains("  column nodes.pending_release_id");
        assertThat(run()).isZero();
        assertThat(out.toString()).startsWith("Added:").contains("  value cluster_status rollback_error");
        assertThat(err.toString()).isEmpty();
        assertThat(run()).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("Nothing is missing.");
        jdbc.update("update nodes set release_id = 2 where id = 1");
        assertThat(run("--undo")).isEqualTo(4);
        assertThat(err.toString()).contains("column nodes.release_id (1 row)", "Change those rows first");
        jdbc.update("update nodes set release_id = null");
        assertThat(run("--undo", "--plan")).isZero();
        assertThat(out.toString()).startsWith("Would take away:");
        assertThat(run("--undo")).isZero();
        assertThat(out.toString()).startsWith("Took away:");
        assertThat(run("--undo")).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("Nothing was added, nothing to take away.");

        assertThat(new JdbcTemplate(OCTANE)
                        .queryForList(
                                "SELECT actor || ' ' || source || ' ' || action || ' ' || status FROM octane.audit ORDER BY id",
                                String.class))
                .as("what has changed something or was refused, and no look")
                .extracting(entry -> entry.replaceFirst("^.* command line", "somebody: command line"))
                .containsExactly(
                        "somebody: command line migrate 200",
                        "somebody: command line undoMigration 409",
                        "somebody: command line undoMigration 200");
    }

    @Test
    void whatCanNotBeNotedIsSaid() throws IOException {
        Files.writeString(
                config.resolve("application.properties"),
                "octane.database.url=jdbc:postgresql://127.0.0.1:1/octane\noctane.nailgun.url="
                        + TestPostgres.url(TestPostgres.nailgun())
                        + "\noctane.nailgun.user=postgres\noctane.nailgun.password=\n");

        assertThat(run()).isZero();

        assertThat(out.toString()).startsWith("Added:");
        assertThat(err.toString())
                .startsWith("octane: This is not noted in the audit")
                .contains("127.0.0.1:1");
        configure(TestPostgres.url(NAILGUN));
    }

    @Test
    void anotherDatabaseIsRefused() throws IOException {
        configure(TestPostgres.url(TestPostgres.empty()));
        assertThat(run()).isOne();
        assertThat(err.toString()).contains("It misses: table attributes", "Nothing was changed.");
        configure("jdbc:postgresql://127.0.0.1:1/nailgun");
        assertThat(run()).isEqualTo(3);
        assertThat(err.toString()).contains("octane: Nailgun's database can't be used");
        configure(TestPostgres.url(NAILGUN));
    }

    private int run(String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var command = Octane.commandLine("migrate").setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var arguments = new java.util.ArrayList<>(java.util.List.of("migrate", "--config", config.toString()));
        arguments.addAll(java.util.List.of(options));
        return command.execute(arguments.toArray(String[]::new));
    }

    private static void configure(String url) throws IOException {
        Files.writeString(
                config.resolve("application.properties"),
                "octane.database.url=" + TestPostgres.url(OCTANE)
                        + "\noctane.database.user=postgres\noctane.nailgun.url=" + url
                        + "\noctane.nailgun.user=postgres\noctane.nailgun.password=\n");
    }
}
