package org.octane.api;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.octane.engine.Idempotency;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A real PostgreSQL with schema octane. */
final class OwnDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final HikariDataSource octane;

    OwnDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        var config = new HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        config.addDataSourceProperty("currentSchema", "octane,public");
        config.setMaximumPoolSize(20);
        octane = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(octane)
                .schemas("octane")
                .locations("classpath:db/octane")
                .load()
                .migrate();
    }

    DataSource octane() {
        return octane;
    }

    Idempotency idempotency() {
        return new Idempotency(
                new NamedParameterJdbcTemplate(octane), new JdbcTransactionManager(octane), Clock.systemUTC());
    }

    @Override
    public void close() throws IOException {
        octane.close();
        postgres.close();
    }
}
