package org.octane.nailgun;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** Databases of Nailgun for tests, each a copy of its own on one PostgreSQL that all of them share. */
final class NailgunDatabase {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        var sample = create("sample", "template1");
        Flyway.configure()
                .dataSource(sample)
                .locations("classpath:db/nailgun")
                .load()
                .migrate();
        addClosedRelations(sample);
    }

    private NailgunDatabase() {}

    /** The embedded sample cloud. */
    static DataSource sample() {
        return create("nailgun" + NUMBER.incrementAndGet(), "sample");
    }

    /** An empty database. */
    static DataSource empty() {
        return create("nailgun" + NUMBER.incrementAndGet(), "template1");
    }

    /** The dump of a real Nailgun, ready for Octane. */
    static DataSource dump(Path file) {
        var database = empty();
        Dump.load(database, file);
        NailgunSchema.ensure(database);
        addClosedRelations(database);
        return database;
    }

    /** A file of the material that lies beside the project; absent in most places. */
    static Path shared(String name) {
        var folder = System.getenv().getOrDefault("OCTANE_SHARED_DATA", "../shared/data");
        return Path.of(folder, "nailgun", name);
    }

    static boolean hasShared(String name) {
        return Files.isReadable(shared(name));
    }

    private static DataSource create(String name, String template) {
        new JdbcTemplate(SERVER.getPostgresDatabase()).execute("create database " + name + " template " + template);
        return SERVER.getDatabase("postgres", name);
    }

    /** Octane's own schema, as far as this package needs it. */
    private static void addClosedRelations(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        jdbc.execute("create schema octane");
        jdbc.execute("create table octane.closed_relation (orig_cluster_id integer not null, "
                + "seed_cluster_id integer not null, closed_at timestamptz not null)");
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
}
