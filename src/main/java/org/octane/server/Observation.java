package org.octane.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Bean {@code observation}: what programs that look after this one ask, {@code /observe/metrics} and {@code /observe/health}. */
public final class Observation {

    private static final List<String> STATUSES =
            List.of("pending", "queued", "running", "waiting", "succeeded", "failed", "dead", "skipped", "undone");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JdbcTemplate octane;

    /** @param octane schema octane; counted when somebody asks */
    Observation(JdbcTemplate octane) {
        this.octane = octane;
        for (var status : STATUSES) {
            Gauge.builder("octane.steps", octane, sql -> count(sql, "step", status))
                    .description("Steps by status")
                    .tag("status", status)
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("octane.dead.letters", octane, sql -> count(sql, "dead_letter", "open"))
                .description("Dead letters nobody has dealt with")
                .strongReference(true)
                .register(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    public String metrics() {
        return registry.scrape();
    }

    /** 200 and {@code {"status":"UP"}}, or 503 and {@code DOWN}. */
    public Map<String, String> health(CamelContext context, Exchange exchange) {
        boolean up = databaseAnswers()
                && HealthCheckHelper.invoke(context).stream()
                        .allMatch(result -> result.getState() == HealthCheck.State.UP);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, up ? 200 : 503);
        return Map.of("status", up ? "UP" : "DOWN");
    }

    private boolean databaseAnswers() {
        try {
            return octane.queryForObject("SELECT true", Boolean.class);
        } catch (DataAccessException e) {
            return false;
        }
    }

    private static double count(JdbcTemplate sql, String table, String status) {
        return sql.queryForObject("SELECT count(*) FROM " + table + " WHERE status = ?", Double.class, status);
    }
}
