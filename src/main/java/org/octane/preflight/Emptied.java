package org.octane.preflight;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Computes that are emptied together.
 *
 * @param hosts their names
 * @param before names of those that went before them, of which some may be set aside by then
 * @param aside how many of those at most
 */
public record Emptied(List<String> hosts, List<String> before, int aside) {

    /**
     * Those that are left at worst.
     *
     * @param others that could be used, had nothing failed
     * @param worth what is lost with one that is set aside
     */
    public List<String> left(List<String> others, ToLongFunction<String> worth) {
        var lost = others.stream()
                .filter(host -> before.stream().anyMatch(host::equalsIgnoreCase))
                .sorted(Comparator.comparingLong(worth).reversed())
                .limit(aside)
                .toList();
        return others.stream().filter(host -> !lost.contains(host)).toList();
    }

    /** What to add to a sentence about them; empty if nothing may be set aside. */
    public String provided() {
        return aside == 0 ? "" : ", with as many set aside as may have failed before them (" + aside + ")";
    }
}
