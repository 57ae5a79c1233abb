package org.octane.probe;

import java.time.Instant;

/**
 * A time without an answer, or one in which nobody could ask.
 *
 * @param kind DOWN or UNKNOWN
 * @param to null as long as it goes on
 * @param paused whether its length has paused the upgrade
 */
record Interval(Verdict kind, Instant from, Instant to, boolean paused) {

    Interval endsAt(Instant at) {
        return new Interval(kind, from, at, paused);
    }

    Interval pauses() {
        return new Interval(kind, from, to, true);
    }
}
