package org.octane.cli.render;

/** A number of things in words: {@code 1 step}, {@code 2 steps}. */
public final class CountText {

    private CountText() {}

    /** @param thing in the singular */
    public static String of(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
