package org.octane.world.chaos;

/** Counts the occasions of a fault: it strikes from the {@code nth} on, {@code times} times. */
final class OccasionCounter {

    private final int nth;
    private final int times;
    private int occasions;
    private int struck;

    OccasionCounter(Fault fault) {
        nth = fault.nth();
        times = fault.times();
    }

    /** Counts an occasion that it strikes on, if it does. */
    synchronized boolean take() {
        return due() && strike();
    }

    /** Counts an occasion, and leaves open whether it comes to a strike. */
    synchronized boolean due() {
        return ++occasions >= nth && struck < times;
    }

    /** @return false if others have used it up meanwhile */
    synchronized boolean strike() {
        if (struck >= times) {
            return false;
        }
        struck++;
        return true;
    }
}
