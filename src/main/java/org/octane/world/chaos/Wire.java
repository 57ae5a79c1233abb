package org.octane.world.chaos;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** How much of a session's bytes, both ways, gets through. */
public final class Wire {

    private final AtomicLong left;
    private final BooleanSupplier breaks;

    private Wire(long bytes, BooleanSupplier breaks) {
        left = new AtomicLong(bytes);
        this.breaks = breaks;
    }

    /** One that never breaks. */
    static Wire whole() {
        return new Wire(Long.MAX_VALUE, () -> false);
    }

    /** @param breaks asked when that many bytes have passed: whether it breaks then */
    static Wire after(long bytes, BooleanSupplier breaks) {
        return new Wire(bytes, breaks);
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
