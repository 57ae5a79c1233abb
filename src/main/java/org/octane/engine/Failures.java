package org.octane.engine;

/** Sorts what a step threw: what may pass is tried again, as long as there are attempts. */
public final class Failures {

    public boolean mayPass(Object claimed, Throwable thrown) {
        return Cause.of(thrown).passing() && !((Claim) claimed).lastAttempt();
    }
}
