package org.octane.api;

import org.apache.camel.Exchange;
import org.octane.engine.idempotency.Idempotency;

/** The policy of the route {@code api}, which serves HTTP. */
final class HttpRoutePolicy extends ApiRoutePolicy {

    private final RequestValidator requests;

    HttpRoutePolicy(RequestValidator requests, Idempotency idempotency) {
        super("api", idempotency);
        this.requests = requests;
    }

    @Override
    Operation check(Exchange exchange) {
        return requests.check(exchange);
    }
}
