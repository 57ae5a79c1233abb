package org.octane.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts nodes into batches of which one at a time is away from the cloud.
 *
 * @param canary size of the first batch, 0: as the others
 * @param growing whether batches double after the first one
 * @param failures how many nodes may have failed for good and hold only themselves
 */
record Batching(int atOnce, int canary, boolean growing, int failures) {

    /** The number of batches that doubles and still is one. */
    private static final int DOUBLINGS = 20;

    /** @param begun how many batches of the same role have begun already */
    <T> List<List<T>> cut(List<T> nodes, int begun) {
        var batches = new ArrayList<List<T>>();
        int from = 0;
        while (from < nodes.size()) {
            int to = Math.min(nodes.size(), from + size(begun + batches.size()));
            batches.add(List.copyOf(nodes.subList(from, to)));
            from = to;
        }
        return batches;
    }

    private int size(int number) {
        if (number == 0 && canary > 0) {
            return Math.min(canary, atOnce);
        }
        int grown = canary > 0 ? number - 1 : number;
        return growing ? Math.min(atOnce, 1 << Math.min(DOUBLINGS, grown)) : atOnce;
    }
}
