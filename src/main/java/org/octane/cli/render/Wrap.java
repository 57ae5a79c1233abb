package org.octane.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Breaks text between words; a single word that is wider than the room is broken where it has to be. */
public final class Wrap {

    private Wrap() {}

    /** So wide is the terminal that is written to; 0: nobody looks, lines may have any length. */
    public static int terminal() {
        return Integer.getInteger("octane.columns", 0);
    }

    /**
     * @param width of a line; 0: any
     * @param indent of each line but the first
     */
    public static List<String> lines(String text, int width, int indent) {
        if (width <= 0 || text.length() <= width) {
            return List.of(text);
        }
        String margin = " ".repeat(Math.min(indent, width / 2));
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(
                text.substring(0, text.length() - text.stripLeading().length()));
        boolean begun = false;
        for (String word : text.strip().split(" +")) {
            String rest = word;
            if (begun && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(margin);
                begun = false;
            }
            line.append(begun ? " " : "");
            while (line.length() + rest.length() > width) {
                int room = width - line.length();
                lines.add(line + rest.substring(0, room));
                rest = rest.substring(room);
                line = new StringBuilder(margin);
            }
            line.append(rest);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }
}
