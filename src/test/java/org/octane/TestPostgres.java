package org.octane;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.core.ConditionTimeoutException;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLState;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The one PostgreSQL of this JVM, with a database for whoever asks. Tables are made once, in a template; a copy of it takes a
 * moment.
 */
public final class TestPostgres {

    private static final int CONNECTIONS = 20;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    /** Without a table. */
    public static DataSource empty() {
        return source(create("template1"));
    }

    /** Nailgun's, with the embedded sample cloud. */
    public static DataSource nailgun() {
        return source(create(template("nailgun")));
    }

    /** Octane's own, empty; its schema is found. */
    public static DataSource octane() {
        var source = (PGSimpleDataSource) source(create(template("octane")));
        source.setCurrentSchema("octane,public");
        return source;
    }

    /** The same in a pool, which is to be closed. */
    public static HikariDataSource pooledOctane() {
        var config = new HikariConfig();
        config.setDataSource(octane());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** A copy of a database, which nobody uses meanwhile. */
    public static DataSource copy(DataSource database) {
        return source(create(name(database)));
    }

    /** Removes a database; who is still connected is cut off. */
    public static void drop(DataSource database) {
        var name = name(database);
        var jdbc = new JdbcTemplate(SERVER.getPostgresDatabase());
        jdbc.queryForList("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?", name);
        jdbc.execute("DROP DATABASE " + name);
    }

    /** For who connects by himself, as user postgres without a password. */
    public static String url(DataSource database) {
        return url(name(database));
    }

    private static String name(DataSource database) {
        // Not asked there: who has just asked is still connected, and a copy would wait until he is gone.
        return ((PGSimpleDataSource) database).getDatabaseName();
    }

    /** Both ways to have a database of that kind: Nailgun's tables are in schema public, Octane's in one of their own. */
    private static synchronized String template(String kind) {
        return TEMPLATES.computeIfAbsent(kind, name -> {
            var database = create("template1");
            var flyway = Flyway.configure().dataSource(source(database)).locations("classpath:db/" + name);
            (name.equals("octane") ? flyway.schemas("octane") : flyway).load().migrate();
            return database;
        });
    }

    private static String create(String template) {
        var name = "test" + NUMBER.incrementAndGet();
        var postgres = new JdbcTemplate(SERVER.getPostgresDatabase());
        // Who has closed his connection is gone only when his process at the server is. PostgreSQL waits 5 s for that,
        // and a busy
        // machine takes longer.
        try {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsMatching(TestPostgres::isInUse)
                    .until(() -> {
                        postgres.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
                        return true;
                    });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    template + " is used by "
                            + postgres.queryForList(
                                    "SELECT pid, state, backend_start, query FROM pg_stat_activity WHERE datname = ?",
                                    template),
                    e);
        }
        return name;
    }

    private static boolean isInUse(Throwable failure) {
        return failure.getCause() instanceof SQLException cause
                && PSQLState.OBJECT_IN_USE.getState().equals(cause.getSQLState());
    }

    private static DataSource source(String name) {
        return SERVER.getDatabase("postgres", name);
    }

    private static String url(String name) {
        return SERVER.getJdbcUrl("postgres", name);
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("max_wal_size", "256MB")
                    .start();
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
