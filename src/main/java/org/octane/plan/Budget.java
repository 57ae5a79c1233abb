package org.octane.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * How many nodes of a role may have failed for good and hold only themselves. A number is kept as one, as by an Octane that knew no
 * percentages.
 *
 * @param percent whether the number is a percentage of all nodes of the role
 */
public record Budget(int number, boolean percent) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern PERCENTAGE = Pattern.compile("(100|[1-9]\\d?)%");

    public static Budget nodes(int number) {
        return new Budget(number, false);
    }

    /**
     * @param word {@code 2} or {@code 10%}
     * @throws IllegalArgumentException if it is something else
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Budget of(Object word) {
        var text = String.valueOf(word);
        if (PERCENTAGE.matcher(text).matches()) {
            return new Budget(Integer.parseInt(text.substring(0, text.length() - 1)), true);
        }
        if (NUMBER.matcher(text).matches()) {
            return nodes(Integer.parseInt(text));
        }
        throw new IllegalArgumentException("'" + text
                + "' is neither a number of nodes such as 2, nor a percentage such as 10%; 0 lets none fail");
    }

    /** Of so many nodes; a percentage is rounded down, so that it may come to none. */
    int of(int nodes) {
        return percent ? nodes * number / 100 : number;
    }

    @JsonValue
    Object word() {
        return percent ? toString() : (Object) number;
    }

    @Override
    public String toString() {
        return percent ? number + "%" : Integer.toString(number);
    }
}
