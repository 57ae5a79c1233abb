package org.octane.engine.claim;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.octane.step.Mask;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;
import org.octane.step.StepOutput;

/** Tells in the log of a step how each of its phases ended; that it still waits for the same is told once. */
public final class PhaseOutput extends RoutePolicySupport {

    private static final String WAITING = "waiting";
    private static final String UNKNOWN = "unknown";

    private final StepOutput output;
    private final Mask mask;

    public PhaseOutput(StepOutput output, Mask mask) {
        this.output = output;
        this.mask = mask;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        var claim = exchange.getProperty("claim", Claim.class);
        var phase = exchange.getProperty("phase", String.class);
        if (claim == null || phase == null || exchange.getException() instanceof StaleClaim) {
            return;
        }
        var message = exchange.getException() == null ? said(exchange) : said(exchange.getException());
        if (message == null || isWaiting(message) && message.endsWith(": " + claim.waitedFor())) {
            return;
        }
        var node = claim.nodes().size() == 1 ? claim.nodes().get(0) : null;
        output.print(
                new StepOutput.Source(claim.upgrade(), claim.step(), claim.attempt(), Phase.valueOf(phase), node),
                "→ " + phase.toLowerCase(Locale.ROOT) + " " + mask.masked(message));
    }

    private static boolean isWaiting(String message) {
        return message.startsWith(WAITING) || message.startsWith(UNKNOWN);
    }

    private static String said(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof Outcome outcome
                ? outcome.kind().name().toLowerCase(Locale.ROOT) + ": " + outcome.message()
                : null;
    }

    private static String said(Exception e) {
        return e instanceof StepFailure failure && failure.away()
                ? UNKNOWN + ": " + failure.getMessage()
                : "failed: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
