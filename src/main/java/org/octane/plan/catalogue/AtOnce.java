package org.octane.plan.catalogue;

import java.util.regex.Pattern;

/**
 * How many nodes of a role may be away from the cloud at once.
 *
 * @param percent whether the number is a percentage of all nodes of the role
 */
public record AtOnce(int number, boolean percent) {

    public static final AtOnce ONE = new AtOnce(1, false);

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");
    private static final Pattern PERCENTAGE = Pattern.compile("(100|[1-9]\\d?)%");

    /**
     * @param word {@code 2}, {@code 25%}, {@code serial} (one after the other) or {@code parallel} (all at once)
     * @throws IllegalArgumentException if it is something else
     */
    public static AtOnce of(String word) {
        if (word.equals("serial")) {
            return ONE;
        }
        if (word.equals("parallel")) {
            return new AtOnce(100, true);
        }
        if (PERCENTAGE.matcher(word).matches()) {
            return new AtOnce(Integer.parseInt(word.substring(0, word.length() - 1)), true);
        }
        if (NUMBER.matcher(word).matches()) {
            return new AtOnce(Integer.parseInt(word), false);
        }
        throw new IllegalArgumentException(
                "'" + word + "' is neither a number of nodes such as 2, nor a percentage such as"
                        + " 25%, nor one of serial, parallel");
    }

    /** Of so many nodes: a percentage is rounded down, but never below one. */
    public int of(int nodes) {
        return percent ? Math.max(1, nodes * number / 100) : number;
    }

    @Override
    public String toString() {
        return percent ? number + "%" : Integer.toString(number);
    }
}
