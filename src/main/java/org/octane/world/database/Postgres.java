package org.octane.world.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.octane.world.chaos.StoppableService;
import org.octane.world.files.Folders;
import org.octane.world.files.PortsAndPasswords;
import org.postgresql.ds.PGSimpleDataSource;

/** The world's PostgreSQL: durable, on loopback, with a password, its data kept in the world. */
public final class Postgres implements StoppableService, AutoCloseable {

    static final String NAME = "nailgun";

    private static final Duration START = Duration.ofSeconds(60);

    private final Path world;
    private final PortsAndPasswords settings;
    private EmbeddedPostgres server;

    private Postgres(Path world, PortsAndPasswords settings) throws IOException {
        this.world = world;
        this.settings = settings;
        server = launch();
    }

    /** Starts it; at the first time with an empty database {@code nailgun} owned by the role {@code nailgun}. */
    public static Postgres start(Path world, PortsAndPasswords settings) {
        var data = data(world);
        var ready = world.resolve("postgres-ready");
        try {
            OrphanedPostgres.stop(data);
            if (!Files.exists(ready)) {
                Folders.delete(data);
            }
            Files.createDirectories(data);
            var postgres = new Postgres(world, settings);
            if (!Files.exists(ready)) {
                new FirstDatabase(postgres.server.getPostgresDatabase(), data, settings).make();
                Files.createFile(ready);
            }
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL does not start on port " + settings.port("postgres") + ", see " + world
                            + "/postgres.log",
                    e);
        } catch (SQLException e) {
            throw new IllegalStateException("the new PostgreSQL in " + data + " refuses: " + e.getMessage(), e);
        }
    }

    private static Path data(Path world) {
        return world.resolve("postgres");
    }

    private EmbeddedPostgres launch() throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(world.resolve("postgres.log").toFile());
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data(world))
                .setOverrideWorkingDirectory(programs())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setPort(settings.port("postgres"))
                .setConnectConfig("password", settings.secret("postgres"))
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

    private static File programs() {
        var cache = System.getenv("XDG_CACHE_HOME");
        return programs(cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache));
    }

    /** PostgreSQL's own files are unpacked once for all worlds of this user. */
    static File programs(Path cache) {
        var folder = cache.resolve("octane/postgres");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder, null);
        }
        return folder.toFile();
    }

    private static IllegalStateException unwritable(Path folder, IOException cause) {
        return new IllegalStateException(
                "PostgreSQL's programs can't be unpacked into " + folder
                        + ", which this user can't write to. Name a folder that can be written to with XDG_CACHE_HOME.",
                cause);
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + settings.port("postgres") + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return settings.secret(NAME);
    }

    public DataSource nailgun() {
        var source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    @Override
    public synchronized void stop() {
        try {
            if (server != null) {
                // Frozen it would not hear that it has to stop.
                ProcessFreezer.thaw(pid());
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server = null;
        }
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections stay, and nobody answers; where it was stopped meanwhile there is nothing to freeze. */
    public StoppableService frozen() {
        return new StoppableService() {
            @Override
            public void stop() {
                whereItRuns(ProcessFreezer::freeze);
            }

            @Override
            public void start() {
                whereItRuns(ProcessFreezer::thaw);
            }
        };
    }

    private synchronized void whereItRuns(LongConsumer act) {
        if (server != null) {
            act.accept(pid());
        }
    }

    private long pid() {
        try (var lines = Files.lines(data(world).resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Who made the first database. */
    private record FirstDatabase(DataSource admin, Path data, PortsAndPasswords settings) {

        /** Until here the new server lets everybody on loopback in; afterwards only who knows a password. */
        void make() throws SQLException, IOException {
            try (var connection = admin.getConnection();
                    var statement = connection.createStatement()) {
                for (var sql : List.of(
                        "ALTER ROLE postgres PASSWORD '" + settings.secret("postgres") + "'",
                        "CREATE ROLE nailgun LOGIN PASSWORD '" + settings.secret(NAME) + "'",
                        "CREATE DATABASE nailgun OWNER nailgun")) {
                    statement.execute(sql);
                }
                Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
                statement.execute("SELECT pg_reload_conf()");
            }
        }
    }
}
