package org.octane.engine.settle;

import java.time.Clock;
import org.octane.engine.claim.Claim;

/** Sorts what a step threw: what may pass is tried again, as long as there are attempts, or time to wait for somebody away. */
public final class RetryPolicy {

    private final Clock clock;

    public RetryPolicy(Clock clock) {
        this.clock = clock;
    }

    public boolean retries(Object claimed, Throwable thrown) {
        var claim = (Claim) claimed;
        var cause = FailureCause.of(thrown, text -> text);
        boolean time = cause.away() && clock.instant().isBefore(claim.deadline());
        return cause.passing() && (time || !claim.lastAttempt());
    }
}
