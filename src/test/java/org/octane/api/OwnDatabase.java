package org.octane.api;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.octane.TestPostgres;
import org.octane.engine.idempotency.Idempotency;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A database of a real PostgreSQL, with schema octane. */
final class OwnDatabase implements AutoCloseable {

    private final HikariDataSource octane = TestPostgres.pooledOctane();

    DataSource octane() {
        return octane;
    }

    Idempotency idempotency() {
        return new Idempotency(
                new NamedParameterJdbcTemplate(octane), new JdbcTransactionManager(octane), Clock.systemUTC());
    }

    @Override
    public void close() {
        octane.close();
    }
}
