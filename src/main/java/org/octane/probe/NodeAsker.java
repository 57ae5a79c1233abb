package org.octane.probe;

import java.time.Duration;
import java.time.Instant;

/** Asks from a node, for a while. */
@FunctionalInterface
public interface NodeAsker {

    /** Takes an answer. */
    @FunctionalInterface
    interface Found {
        void sample(Instant at, boolean known, boolean up);
    }

    /**
     * @param begun now
     * @throws RuntimeException the node itself can't be reached
     */
    void ask(Target target, Instant begun, Duration timeout, Found found);
}
