package org.octane.engine.claim;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.octane.step.StepLog;

/** Lets each log line of a running step say whose it is: route {@code run-step} runs in one thread from beginning to end. */
public final class StepLogPolicy extends RoutePolicySupport {

    private static final String OPEN = "stepLog";

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        var claim = exchange.getMessage().getBody(Claim.class);
        exchange.setProperty(
                OPEN,
                StepLog.of(claim.upgrade(), claim.stage(), claim.step(), claim.name(), claim.attempt(), claim.nodes()));
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        exchange.getProperty(OPEN, StepLog.class).close();
    }
}
