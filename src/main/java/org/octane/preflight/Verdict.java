package org.octane.preflight;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What a check came to.
 *
 * @param found what was found, in a sentence
 * @param remedy what to do about it, empty if it passed
 */
public record Verdict(boolean passed, String found, String remedy) {

    /** What the command line goes by, too. */
    static final String NOT_IGNORED = "This can't be ignored.";

    private static final int SHOWN = 5;

    public static Verdict passed(String found) {
        return new Verdict(true, found, "");
    }

    public static Verdict failed(String found, String remedy) {
        return new Verdict(false, found, remedy);
    }

    /** {@code 1 node}, {@code 3 nodes} */
    public static String nodes(long count) {
        return count + (count == 1 ? " node" : " nodes");
    }

    /** {@code a, b, c}, never more than an operator reads. */
    public static String listed(Collection<?> things) {
        var some = things.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return things.size() <= SHOWN ? some : some + " and " + (things.size() - SHOWN) + " more";
    }
}
