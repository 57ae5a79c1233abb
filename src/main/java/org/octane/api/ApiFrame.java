package org.octane.api;

import org.apache.camel.Exchange;

/** Around the route that the contract makes. */
final class ApiFrame extends Frame {

    private final Requests requests;

    ApiFrame(Requests requests) {
        super("api");
        this.requests = requests;
    }

    @Override
    void check(Exchange exchange) {
        requests.check(exchange);
    }
}
