package org.octane.server.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** Whether the server can work, and its metrics as Prometheus reads them. */
public final class Observation {

    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json";
    /** By default Camel tells only of what fails. */
    private static final String EACH = "full";

    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private volatile Runnable refresh = () -> {};

    /** @param figures reads what the metrics show, before somebody is told them */
    void refreshBy(Runnable figures) {
        refresh = figures;
    }

    public void health(Exchange exchange) {
        state(exchange, HealthCheckHelper.invoke(exchange.getContext()));
    }

    public void live(Exchange exchange) {
        state(exchange, HealthCheckHelper.invokeLiveness(exchange.getContext()));
    }

    public void ready(Exchange exchange) {
        state(exchange, HealthCheckHelper.invokeReadiness(exchange.getContext()));
    }

    public void checks(Exchange exchange) {
        var checks = JsonNodeFactory.instance.arrayNode();
        for (var result : HealthCheckHelper.invoke(exchange.getContext(), EACH)) {
            checks.addObject()
                    .put("check", result.getCheck().getId())
                    .put("status", result.getState().name())
                    .put("message", result.getMessage().orElse(null));
        }
        answer(exchange, 200, JSON, checks.toString());
    }

    public void metrics(Exchange exchange) {
        var registry = exchange.getContext().getRegistry().findSingleByType(PrometheusMeterRegistry.class);
        refresh.run();
        answer(exchange, 200, METRICS, registry.scrape());
    }

    private static void state(Exchange exchange, Collection<HealthCheck.Result> results) {
        boolean up = results.stream().noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
        answer(exchange, up ? 200 : UNAVAILABLE, JSON, "{\"status\": \"" + (up ? "UP" : "DOWN") + "\"}");
    }

    private static void answer(Exchange exchange, int status, String type, String body) {
        exchange.getMessage()
                .setHeaders(new HashMap<>(Map.of(Exchange.HTTP_RESPONSE_CODE, status, Exchange.CONTENT_TYPE, type)));
        exchange.getMessage().setBody(body);
    }
}
