package org.octane.world;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The world's PostgreSQL: durable, on loopback, with a password, its data kept in the world. */
final class Postgres implements AutoCloseable {

    static final String NAME = "nailgun";

    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Kept kept;

    private Postgres(EmbeddedPostgres server, Kept kept) {
        this.server = server;
        this.kept = kept;
    }

    /** Starts it; at the first time with an empty database {@code nailgun} owned by the role {@code nailgun}. */
    static Postgres start(Path world, Kept kept) {
        var data = world.resolve("postgres");
        var ready = world.resolve("postgres-ready");
        try {
            LeftPostgres.stop(data);
            if (!Files.exists(ready)) {
                Folders.delete(data);
            }
            Files.createDirectories(data);
            var log = ProcessBuilder.Redirect.appendTo(
                    world.resolve("postgres.log").toFile());
            var postgres = new Postgres(launch(data, kept, log), kept);
            if (!Files.exists(ready)) {
                new FirstDatabase(postgres.server.getPostgresDatabase(), data, kept).make();
                Files.createFile(ready);
            }
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL does not start on port " + kept.port("postgres") + ", see " + world + "/postgres.log",
                    e);
        } catch (SQLException e) {
            throw new IllegalStateException("the new PostgreSQL in " + data + " refuses: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres launch(Path data, Kept kept, ProcessBuilder.Redirect log) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(programs())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setPort(kept.port("postgres"))
                .setConnectConfig("password", kept.secret("postgres"))
                .setLocaleConfig("locale", "C")
                .setErrorRedirector(log)
                .setOutputRedirector(log);
        // The library turns both off unless told.
        builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
        builder.setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "");
        builder.setServerConfig("shared_buffers", "32MB").setServerConfig("max_connections", "120");
        builder.setServerConfig("jit", "off").setServerConfig("max_wal_size", "256MB");
        return builder.start();
    }

    /** PostgreSQL's own files are unpacked once for all worlds of this user. */
    private static File programs() throws IOException {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return Files.createDirectories(base.resolve("octane/postgres")).toFile();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + kept.port("postgres") + "/" + NAME;
    }

    String user() {
        return NAME;
    }

    String password() {
        return kept.secret(NAME);
    }

    DataSource nailgun() {
        var source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who made the first database. */
    private record FirstDatabase(DataSource admin, Path data, Kept kept) {

        /** Until here the new server lets everybody on loopback in; afterwards only who knows a password. */
        void make() throws SQLException, IOException {
            try (var connection = admin.getConnection();
                    var statement = connection.createStatement()) {
                for (var sql : List.of(
                        "ALTER ROLE postgres PASSWORD '" + kept.secret("postgres") + "'",
                        "CREATE ROLE nailgun LOGIN PASSWORD '" + kept.secret(NAME) + "'",
                        "CREATE DATABASE nailgun OWNER nailgun")) {
                    statement.execute(sql);
                }
                Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
                statement.execute("SELECT pg_reload_conf()");
            }
        }
    }
}
