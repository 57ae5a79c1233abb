package org.octane.plan;

import java.util.ArrayList;
import java.util.List;

/** Cuts nodes into batches of which one at a time is away from the cloud. */
record Batching(int atOnce, int canary) {

    /** @param maxUnavailable a number, or a percentage of all nodes of the role, rounded down but never below one */
    static Batching of(String maxUnavailable, int canary, int nodes) {
        int atOnce;
        if (maxUnavailable == null) {
            atOnce = 1;
        } else if (maxUnavailable.endsWith("%")) {
            int percent = Integer.parseInt(maxUnavailable.substring(0, maxUnavailable.length() - 1));
            atOnce = Math.max(1, nodes * percent / 100);
        } else {
            atOnce = Integer.parseInt(maxUnavailable);
        }
        return new Batching(atOnce, canary);
    }

    <T> List<List<T>> cut(List<T> nodes) {
        var batches = new ArrayList<List<T>>();
        int from = 0;
        while (from < nodes.size()) {
            int size = batches.isEmpty() && canary > 0 ? Math.min(canary, atOnce) : atOnce;
            int to = Math.min(nodes.size(), from + size);
            batches.add(List.copyOf(nodes.subList(from, to)));
            from = to;
        }
        return batches;
    }
}
