package org.octane.engine.claim;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The claims that this instance works on: from the claim until the route {@code run-step} has ended, whether it succeeded or
 * failed. The outcome of a step can't always be written (the database is full or away); such a step is queued again.
 */
public final class ActiveClaims extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String ROUTE = "run-step";

    private final Set<Held> claims = ConcurrentHashMap.newKeySet();

    record Held(long step, long fence) {}

    void begins(Claim claim) {
        claims.add(held(claim));
    }

    void ends(Claim claim) {
        claims.remove(held(claim));
    }

    boolean has(long step, long fence) {
        return claims.contains(new Held(step, fence));
    }

    Set<Held> claims() {
        return Set.copyOf(claims);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String id, NamedNode route) {
        return id.equals(ROUTE) ? this : null;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.getProperty("claim") instanceof Claim claim) {
            ends(claim);
        }
    }

    private static Held held(Claim claim) {
        return new Held(claim.step(), claim.fence());
    }
}
