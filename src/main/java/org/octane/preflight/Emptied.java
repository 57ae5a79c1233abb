package org.octane.preflight;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Computes that are emptied together.
 *
 * @param hosts their names
 * @param before what went before them, role by role, and may be missing by then
 */
public record Emptied(List<String> hosts, List<Former> before) {

    /**
     * Nodes that went before as those of one role.
     *
     * @param names of all of them
     * @param aside how many of them may be set aside at most
     */
    record Former(List<String> names, int aside) {

        private Stream<String> lost(List<String> others, ToLongFunction<String> worth) {
            return others.stream()
                    .filter(host -> names.stream().anyMatch(host::equalsIgnoreCase))
                    .sorted(Comparator.comparingLong(worth).reversed())
                    .limit(aside);
        }
    }

    /**
     * Those that are left at worst.
     *
     * @param others that could be used, had nothing failed
     * @param worth what is lost with one that is set aside
     */
    public List<String> left(List<String> others, ToLongFunction<String> worth) {
        var lost = before.stream().flatMap(role -> role.lost(others, worth)).toList();
        return others.stream().filter(host -> !lost.contains(host)).toList();
    }

    /** How many nodes may be set aside by then at most, whatever they are. */
    public int aside() {
        return before.stream().mapToInt(Former::aside).sum();
    }

    /** What to add to a sentence about them; empty if nothing may be set aside. */
    public String provided() {
        return aside() == 0 ? "" : ", with as many set aside as may have failed before them (" + aside() + ")";
    }
}
