package org.octane.api;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** Stands around one route: checks what comes in and writes what goes out, errors included. */
abstract class Frame extends RoutePolicySupport implements RoutePolicyFactory {

    private final String routeId;

    Frame(String routeId) {
        this.routeId = routeId;
    }

    /** @throws org.octane.plan.Refusal if it is not as the contract has it; the route is not entered then */
    abstract void check(Exchange exchange);

    /** After the answer was written as JSON. */
    void answered(Exchange exchange) {}

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String id, NamedNode route) {
        return id.equals(routeId) ? this : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        try {
            check(exchange);
        } catch (RuntimeException e) {
            exchange.setException(e);
            exchange.setRouteStop(true);
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        exchange.setRouteStop(false);
        Answers.write(exchange);
        answered(exchange);
    }
}
