package org.octane.server.watch;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/** Whether Octane's own database answers, without which nothing goes on: part of {@code /observe/health}. */
final class DatabaseHealth extends AbstractHealthCheck {

    private final JdbcOperations octane;

    DatabaseHealth(JdbcOperations octane) {
        super("octane", "octane-database");
        this.octane = octane;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        try {
            octane.queryForObject("SELECT true", Boolean.class);
            result.up();
        } catch (DataAccessException e) {
            result.message("The database does not answer").down();
        }
    }

    /** A server needs no restart for it. */
    @Override
    public boolean isLiveness() {
        return false;
    }
}
