package org.octane.trace;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.octane.engine.claim.Claim;
import org.springframework.jdbc.core.JdbcOperations;

/** Makes what a thread does in route {@code run-step} part of the attempt that it works for. */
final class RunPolicy extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String ROUTE = "run-step";
    private static final String OPEN = "octane.trace";

    private final Traces traces;
    private final JdbcOperations octane;
    private final Map<Long, Instant> created = new ConcurrentHashMap<>();

    RunPolicy(Traces traces, JdbcOperations octane) {
        this.traces = traces;
        this.octane = octane;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String id, NamedNode route) {
        return id.equals(ROUTE) ? this : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        var claim = exchange.getMessage().getBody(Claim.class);
        exchange.setProperty(
                OPEN,
                traces.run(
                        claim.upgrade(),
                        created.computeIfAbsent(claim.upgrade(), this::read),
                        claim.step(),
                        claim.name(),
                        claim.attempt()));
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        var open = (AutoCloseable) exchange.removeProperty(OPEN);
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Instant read(long upgrade) {
        return octane.queryForObject("SELECT created_at FROM upgrade WHERE id = ?", OffsetDateTime.class, upgrade)
                .toInstant();
    }
}
