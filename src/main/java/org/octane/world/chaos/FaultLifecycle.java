package org.octane.world.chaos;

import java.time.Duration;

/** The state of one fault: expected, due, active, over. Times are those of {@link System#nanoTime}. */
final class FaultLifecycle {

    private enum At {
        EXPECTED,
        DUE,
        ACTIVE,
        OVER
    }

    private final int number;
    private final Fault fault;
    private final Effect effect;
    private At at = At.EXPECTED;
    private long next;
    private int occasions;

    FaultLifecycle(int number, Fault fault, Effect effect, long now) {
        this.number = number;
        this.fault = fault;
        this.effect = effect;
        if (!fault.triggered()) {
            due(now);
        }
    }

    int number() {
        return number;
    }

    Fault fault() {
        return fault;
    }

    boolean active() {
        return at == At.ACTIVE;
    }

    boolean expected() {
        return at == At.EXPECTED;
    }

    /** What it waits for has happened. */
    void occasion(long now) {
        // The shell counts those of a program itself.
        var counted = fault.has(FaultOption.WHEN) ? 1 : fault.number(FaultOption.NTH, 1);
        if (at == At.EXPECTED && ++occasions >= counted) {
            due(now);
            follow(now);
        }
    }

    /** Begins and ends when it is time. */
    void follow(long now) {
        if (at == At.DUE && now - next >= 0) {
            at = At.ACTIVE;
            effect.begin();
            next = now + fault.duration(FaultOption.FOR, Duration.ZERO).toNanos();
        } else if (at == At.ACTIVE && fault.has(FaultOption.FOR) && now - next >= 0) {
            end();
        }
    }

    /** For good. */
    void end() {
        var begun = at == At.ACTIVE;
        at = At.OVER;
        if (begun) {
            effect.end();
        }
    }

    private void due(long now) {
        at = At.DUE;
        next = now + fault.duration(FaultOption.AFTER, Duration.ZERO).toNanos();
    }
}
