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
 * Which claims this instance still works on: from the claim until the route {@code run-step} is through with it, well or not.
 * What became of a step can't always be written (a database without room or away): it begins again with its check.
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
