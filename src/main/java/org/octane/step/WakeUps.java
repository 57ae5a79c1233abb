package org.octane.step;

/** Ends the wait of steps. */
@FunctionalInterface
public interface WakeUps {

    /** Whoever waits on this event is run again soon; does nothing if nobody waits on it. */
    void wake(String on);
}
