package org.octane.astute;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.octane.nailgun.Deployments;
import org.octane.sql.Database;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;

/** Databases for tests on one real PostgreSQL. */
final class Databases {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    static {
        template("astute_sample", "classpath:db/nailgun");
        template("astute_own", "classpath:db/octane");
    }

    private Databases() {}

    private static void template(String name, String migrations) {
        Flyway.configure()
                .dataSource(create(name, "template1"))
                .locations(migrations)
                .load()
                .migrate();
    }

    /** The embedded sample cloud. */
    static DataSource nailgun() {
        return create("astute_nailgun" + NUMBER.incrementAndGet(), "astute_sample");
    }

    /** Octane's own, empty. */
    static DataSource octane() {
        return create("astute_octane" + NUMBER.incrementAndGet(), "astute_own");
    }

    /** A file of the material that lies beside the project; absent in most places. */
    static Path shared(String name) {
        return Path.of(System.getenv().getOrDefault("OCTANE_SHARED_DATA", "../shared/data"), "nailgun", name);
    }

    /** A plain dump of a real Nailgun. */
    static DataSource dump(String name) throws IOException, SQLException {
        var database = create("astute_dump" + NUMBER.incrementAndGet(), "template1");
        try (var connection = database.getConnection();
                var lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(shared(name))), StandardCharsets.UTF_8))) {
            var statement = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("COPY ") && line.endsWith("FROM stdin;")) {
                    copy(connection, line, lines);
                } else if (!line.startsWith("--") && !line.startsWith("\\") && !line.isBlank()) {
                    statement.append(line).append('\n');
                    if (line.endsWith(";")) {
                        run(connection, statement);
                    }
                }
            }
        }
        return database;
    }

    private static void run(Connection connection, StringBuilder text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text.toString().replace("OWNER TO nailgun", "OWNER TO postgres"));
        }
        text.setLength(0);
    }

    private static void copy(Connection connection, String command, BufferedReader lines)
            throws IOException, SQLException {
        var rows = new StringBuilder();
        for (String line = lines.readLine(); !line.equals("\\."); line = lines.readLine()) {
            rows.append(line).append('\n');
        }
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, new StringReader(rows.toString()));
    }

    private static DataSource create(String name, String template) {
        new JdbcTemplate(SERVER.getPostgresDatabase()).execute("create database " + name + " template " + template);
        return SERVER.getDatabase("postgres", name);
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Deployments deployments(DataSource nailgun) {
        return Deployments.in(Database.of(nailgun));
    }
}
