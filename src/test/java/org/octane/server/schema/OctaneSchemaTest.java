package org.octane.server.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.server.instance.CloudName;
import org.octane.server.instance.Presence;
import org.octane.server.instance.Self;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** One database, and servers of this release and of a later one. */
class OctaneSchemaTest {

    private static final String HERE = "classpath:db/octane";
    private static final Duration LEASE = Duration.ofMillis(800);

    @TempDir
    private Path folder;

    private final DataSource source = TestPostgres.octane();
    private final JdbcTemplate sql = new JdbcTemplate(source);
    private final List<Presence> servers = new ArrayList<>();
    private OctaneSchema older;
    private OctaneSchema newer;

    @BeforeEach
    void twoReleases() {
        older = new OctaneSchema(source);
        newer = new OctaneSchema(source, HERE, "filesystem:" + folder);
    }

    @AfterEach
    void end() {
        servers.forEach(Presence::close);
    }

    @Test
    void anOlderServerStartsOnADatabaseToWhichANewerOneHasAdded() throws Exception {
        adds();
        assertThat(newer.number()).isEqualTo(9001);
        newer.migrate();

        older.migrate();
        server("older", older.number()).join();

        assertThat(older.number())
                .as("its own newest, whatever the database has")
                .isLessThan(9001);
        assertThat(newest()).isEqualTo("9001");
        newer.migrate();
        assertThat(columns()).isEqualTo(1);
    }

    @Test
    void whatOlderServersCanNotLiveWithIsNotDoneWhileOneOfThemWorks() throws Exception {
        var alive = server("0b1f4a52-8d9e-4c1c-9a57-6d3c1c0a7a11@rack-7:/var/lib/octane", older.number());
        alive.join();
        adds();
        takesAway();

        assertThatThrownBy(newer::migrate)
                .isInstanceOfSatisfying(StartFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo(Code.OLDER_SERVERS))
                .hasMessageContaining("rack-7:/var/lib/octane")
                .hasMessageContaining("Nothing was changed. End all servers of older releases");
        assertThat(newest()).isEqualTo(Integer.toString(older.number()));
        assertThat(columns())
                .as("of the migration before it, which would have done no harm")
                .isZero();
        assertThat(oldest()).isZero();

        alive.close();
        newer.migrate();
        assertThat(oldest()).isEqualTo(9002);
    }

    @Test
    void aServerThatIsTooOldForTheDatabaseIsRefusedAndANewerOneIsNot() throws Exception {
        takesAway();
        newer.migrate();

        older.migrate();
        assertThatThrownBy(() -> server("older", older.number()).join())
                .isInstanceOfSatisfying(StartFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo(Code.SERVER_TOO_OLD))
                .hasMessageContaining("needs servers of schema 9002 or newer")
                .hasMessageContaining("this one is of release 1.0, schema " + older.number())
                .hasMessageContaining("Nothing was changed");
        assertThat(sql.queryForList("SELECT name FROM instance")).isEmpty();

        server("newer", newer.number()).join();
    }

    @Test
    void anOlderServerThatWasKilledIsAwaitedUntilItsLeaseIsOver() throws Exception {
        sql.update("INSERT INTO instance (name, since, seen_at, lease_until, schema_number)"
                + " VALUES ('killed', now(), now(), now() + interval '2 seconds', 1)");
        takesAway();

        newer.migrate();

        assertThat(oldest()).isEqualTo(9002);
    }

    @Test
    void aServerThatTellsNothingOfItselfIsOlder() {
        sql.update("INSERT INTO instance (name, since, seen_at, lease_until)"
                + " VALUES ('silent', now(), now(), now() + interval '1 hour')");

        assertThatThrownBy(() -> sql.execute("SELECT require_servers(9002)"))
                .hasMessageContaining("Servers older than schema number 9002 work on this database: silent");
        assertThatCode(() -> sql.execute("UPDATE instance SET seen_at = now()")).doesNotThrowAnyException();
    }

    private void adds() throws IOException {
        Files.writeString(folder.resolve("V9001__adds.sql"), "ALTER TABLE upgrade ADD COLUMN of_later text;");
    }

    private void takesAway() throws IOException {
        Files.writeString(
                folder.resolve("V9002__takes_away.sql"),
                "SELECT require_servers(9002); ALTER TABLE upgrade DROP COLUMN message;");
    }

    private Presence server(String name, int schema) {
        var presence = new Presence(
                Database.of(source),
                Clock.systemUTC(),
                new Self(name, "amqp://10.0.0.1:5672", "1.0", schema, List.of("known")),
                new CloudName("", ""),
                LEASE);
        servers.add(presence);
        return presence;
    }

    private String newest() {
        return sql.queryForObject(
                "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1",
                String.class);
    }

    private long columns() {
        return sql.queryForObject(
                "SELECT count(*) FROM information_schema.columns WHERE table_name = 'upgrade' AND column_name = 'of_later'",
                Long.class);
    }

    private int oldest() {
        return sql.queryForObject("SELECT schema_number FROM oldest_server", Integer.class);
    }
}
