package org.octane.plan;

/**
 * How large the batches of a role are.
 *
 * @param atOnce how many of it may be away from the cloud at once
 * @param canary size of the first batch, 0: as the others
 * @param growing whether batches double after the first one
 * @param failures how many nodes may have failed for good and hold only themselves
 */
record Batching(int atOnce, int canary, boolean growing, int failures) {

    /** The number of batches that doubles and still is one. */
    private static final int DOUBLINGS = 20;

    /** @param number how many batches of the role come before it */
    int size(int number) {
        if (number == 0 && canary > 0) {
            return Math.min(canary, atOnce);
        }
        int grown = canary > 0 ? number - 1 : number;
        return growing ? Math.min(atOnce, 1 << Math.min(DOUBLINGS, grown)) : atOnce;
    }
}
