package org.octane.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.flywaydb.core.Flyway;
import org.octane.broker.EmbeddedBroker;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** PostgreSQL and broker as a server has them embedded: what they confirm is on the disk. Tests' own PostgreSQL does not wait for it. */
final class DurableParts implements AutoCloseable {

    private static final int ROUNDS = 300;

    final EmbeddedBroker broker;
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final PGSimpleDataSource octane;

    DurableParts() throws IOException {
        folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target")).toAbsolutePath(), "bench");
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("jit", "off")
                .setServerConfig("max_wal_size", "256MB")
                .start();
        octane = (PGSimpleDataSource) postgres.getPostgresDatabase();
        octane.setCurrentSchema("octane,public");
        Flyway.configure()
                .dataSource(octane)
                .schemas("octane")
                .locations("classpath:db/octane")
                .load()
                .migrate();
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    }

    DataSource database() {
        return octane;
    }

    HikariDataSource pool(DataSource source, int size) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    /** How long one durable row takes, in nanoseconds. */
    List<Long> commits() {
        try (var pool = pool(octane, 1)) {
            var sql = new JdbcTemplate(pool);
            sql.execute("CREATE TABLE IF NOT EXISTS octane.bench (number bigint)");
            return timed(() -> sql.update("INSERT INTO octane.bench VALUES (1)"));
        }
    }

    /** How long one durable message takes to the broker and back, acknowledged. */
    List<Long> roundTrips() throws JMSException {
        try (var connection =
                        new JmsConnectionFactory(broker.user(), broker.password(), broker.url()).createConnection();
                var session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE)) {
            connection.start();
            var queue = session.createQueue("bench");
            var producer = session.createProducer(queue);
            var consumer = session.createConsumer(queue);
            return timed(() -> {
                producer.send(session.createTextMessage("1"));
                consumer.receive().acknowledge();
            });
        }
    }

    private interface Act {
        void run() throws JMSException;
    }

    private static List<Long> timed(Act act) {
        var times = new ArrayList<Long>();
        try {
            for (var i = 0; i < 2 * ROUNDS; i++) {
                var start = System.nanoTime();
                act.run();
                times.add(System.nanoTime() - start);
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
        return times.subList(ROUNDS, times.size());
    }

    @Override
    public void close() throws IOException {
        broker.close();
        postgres.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
