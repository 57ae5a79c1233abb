package org.octane.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The figures of Octane in {@code /observe/metrics}, beside those of Camel: steps by status, and open dead letters.
 *
 * @param octane schema octane; counted when somebody asks
 */
record StepMetrics(JdbcOperations octane) implements MeterBinder {

    private static final List<String> STATUSES =
            List.of("pending", "queued", "running", "waiting", "succeeded", "failed", "dead", "skipped", "undone");

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var status : STATUSES) {
            Gauge.builder("octane.steps", () -> count("step", status))
                    .description("Steps by status")
                    .tag("status", status)
                    .register(registry);
        }
        Gauge.builder("octane.dead.letters", () -> count("dead_letter", "open"))
                .description("Dead letters nobody has dealt with")
                .register(registry);
    }

    private double count(String table, String status) {
        return octane.queryForObject("SELECT count(*) FROM " + table + " WHERE status = ?", Double.class, status);
    }
}
