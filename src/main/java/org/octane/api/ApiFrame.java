package org.octane.api;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** Stands around the route that the contract makes: checks what comes in and writes what goes out, errors included. */
final class ApiFrame extends RoutePolicySupport implements RoutePolicyFactory {

    private final Requests requests;

    ApiFrame(Requests requests) {
        this.requests = requests;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return routeId.equals("api") ? this : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        try {
            requests.check(exchange);
        } catch (RuntimeException e) {
            exchange.setException(e);
            exchange.setRouteStop(true);
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        exchange.setRouteStop(false);
        Answers.write(exchange);
    }
}
