package org.octane.api;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.octane.TestPostgres;
import org.octane.engine.idempotency.Idempotency;
import org.octane.sql.Database;

/** A database of a real PostgreSQL, with schema octane. */
final class OwnDatabase implements AutoCloseable {

    private final HikariDataSource octane = TestPostgres.pooledOctane();

    DataSource octane() {
        return octane;
    }

    Idempotency idempotency() {
        var database = Database.of(octane);
        return new Idempotency(database.sql(), database.transactions(), Clock.systemUTC());
    }

    /** How many are in use. */
    int connections() {
        return octane.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public void close() {
        octane.close();
    }
}
