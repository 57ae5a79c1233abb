package org.octane.engine;

import java.time.Clock;

/** Sorts what a step threw: what may pass is tried again, as long as there are attempts, or time to wait for somebody away. */
public final class Failures {

    private final Clock clock;

    Failures(Clock clock) {
        this.clock = clock;
    }

    public boolean mayPass(Object claimed, Throwable thrown) {
        var claim = (Claim) claimed;
        var cause = Cause.of(thrown, text -> text);
        boolean time = cause.away() && clock.instant().isBefore(claim.deadline());
        return cause.passing() && (time || !claim.lastAttempt());
    }
}
