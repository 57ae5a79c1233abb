package org.octane.node.probe;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The queue that Astute takes tasks from, as the Fuel master's broker told of it.
 *
 * @param ready messages that nobody has
 * @param unacknowledged messages that a worker may have in hand
 * @param consumers workers of Astute that take from it
 */
public record AstuteQueue(int ready, int unacknowledged, int consumers) {

    private static final Pattern FIGURES = Pattern.compile("(\\d{1,9}) (\\d{1,9}) (\\d{1,9})");

    /**
     * @param results of the script {@code node/preflight/astute.sh}
     * @return empty: they don't tell of it
     */
    public static Optional<AstuteQueue> in(Map<String, String> results) {
        var figures = FIGURES.matcher(results.getOrDefault("queue", ""));
        return figures.matches()
                ? Optional.of(new AstuteQueue(
                        Integer.parseInt(figures.group(1)),
                        Integer.parseInt(figures.group(2)),
                        Integer.parseInt(figures.group(3))))
                : Optional.empty();
    }

    /** Whether any Astute runs that takes from it. */
    public boolean isServed() {
        return consumers > 0;
    }
}
