package org.octane.engine.settle;

import java.time.Clock;
import org.octane.engine.claim.Claim;

/** Whether a failed step is tried again: while it has attempts left, or, if a host can't be reached, until its deadline. */
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
