package org.octane.api;

import org.apache.camel.Exchange;
import org.octane.engine.idempotency.Idempotency;

/** Around the route that the contract makes. */
final class ApiFrame extends Frame {

    private final Requests requests;

    ApiFrame(Requests requests, Idempotency idempotency) {
        super("api", idempotency);
        this.requests = requests;
    }

    @Override
    Operation check(Exchange exchange) {
        return requests.check(exchange);
    }
}
