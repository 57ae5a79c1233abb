package org.octane.node;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many sessions are opened at the same time: a handshake is work for the processor. Two hundred at once would all come to their end
 * at the same time, which is too late for each of them. A turn is for who answers: one that takes long is given back, so that nodes that
 * are silent don't hold up the others.
 */
final class Handshakes {

    /** Longer than a node needs that is there. */
    static final Duration CONNECT = Duration.ofSeconds(1);

    static final Duration AUTHENTICATE = Duration.ofSeconds(3);

    private static final int PER_CORE = 4;

    private final Semaphore turns =
            new Semaphore(PER_CORE * Runtime.getRuntime().availableProcessors(), true);

    /** Waits for it. */
    Turn turn() {
        turns.acquireUninterruptibly();
        return new Turn(turns, new AtomicBoolean());
    }

    record Turn(Semaphore turns, AtomicBoolean over) implements AutoCloseable {

        /** The next one's turn, although this one is not done. */
        void giveBack() {
            if (over.compareAndSet(false, true)) {
                turns.release();
            }
        }

        @Override
        public void close() {
            giveBack();
        }
    }
}
