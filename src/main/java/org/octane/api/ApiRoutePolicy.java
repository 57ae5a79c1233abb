package org.octane.api;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.octane.engine.idempotency.Idempotency;
import org.octane.engine.idempotency.IdempotentCall;

/**
 * Checks each request before a route gets it, and writes the response, errors included. A call whose Idempotency-Key was
 * carried out before doesn't reach the route; its first answer is sent again. The route runs on one thread, so that what it
 * changes is one transaction with its answer.
 */
abstract class ApiRoutePolicy extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String CALL = "octane.call";

    private final String routeId;
    private final Idempotency idempotency;

    ApiRoutePolicy(String routeId, Idempotency idempotency) {
        this.routeId = routeId;
        this.idempotency = idempotency;
    }

    /**
     * @return what is asked for
     * @throws org.octane.plan.Refusal if it is not as the contract has it; the route is not entered then
     */
    abstract Operation check(Exchange exchange);

    /** After the answer was written as JSON. */
    void answered(Exchange exchange) {}

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String id, NamedNode route) {
        return id.equals(routeId) ? this : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        try {
            begin(exchange, check(exchange));
        } catch (RuntimeException e) {
            exchange.setException(e);
            exchange.setRouteStop(true);
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        exchange.setRouteStop(false);
        try (var call = exchange.getProperty(CALL, IdempotentCall.class)) {
            boolean carriedOut = exchange.getException() == null;
            ResponseWriter.write(exchange);
            if (call != null && carriedOut) {
                call.answered(ResponseWriter.of(exchange));
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
            ResponseWriter.write(exchange);
        }
        answered(exchange);
    }

    private void begin(Exchange exchange, Operation operation) {
        var message = exchange.getMessage();
        var key = (String) message.removeHeader(Operation.KEY);
        if (key == null || !operation.once()) {
            return;
        }
        var call = idempotency.begin(key, RequestFingerprint.of(exchange, operation));
        exchange.setProperty(CALL, call);
        if (call.earlier() != null) {
            message.setBody(call.earlier().body());
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, call.earlier().status());
            exchange.setRouteStop(true);
        }
    }
}
