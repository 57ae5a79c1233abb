package org.octane.world.chaos;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Counts the bytes of an SSH session, both ways, and says when the connection is to break. */
public final class TransferLimit {

    private final AtomicLong left;
    private final BooleanSupplier breaks;

    private TransferLimit(long bytes, BooleanSupplier breaks) {
        left = new AtomicLong(bytes);
        this.breaks = breaks;
    }

    /** One that never breaks. */
    static TransferLimit whole() {
        return new TransferLimit(Long.MAX_VALUE, () -> false);
    }

    /** @param breaks asked when that many bytes have passed: whether it breaks then */
    static TransferLimit after(long bytes, BooleanSupplier breaks) {
        return new TransferLimit(bytes, breaks);
    }

    /** @return how many of {@code length} bytes still get through; fewer: the session is to be cut after them */
    public int carry(int length) {
        var before = left.getAndAdd(-length);
        if (before >= length) {
            return length;
        }
        if (before >= 0 && !breaks.getAsBoolean()) {
            left.set(Long.MAX_VALUE);
            return length;
        }
        return (int) Math.max(0, before);
    }
}
