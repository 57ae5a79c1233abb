package org.octane.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks text between words; a single word that is wider than the room is broken where it has to be. */
public final class Wrap {

    /** With the gap before it, which in a row of a table is wider than a space. */
    private static final Pattern WORD = Pattern.compile("( *)([^ ]+)");

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
        String body = text.stripLeading();
        return lines(text.substring(0, text.length() - body.length()), body, width, " ".repeat(indent));
    }

    /**
     * @param beginning of the first line, kept as it is
     * @param hanging what each other line begins with
     */
    static List<String> lines(String beginning, String body, int width, String hanging) {
        if (width <= 0 || beginning.length() + body.length() <= width) {
            return List.of(beginning + body);
        }
        String margin = hanging.substring(0, Math.min(hanging.length(), width / 2));
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(beginning.substring(0, Math.min(beginning.length(), width / 2)));
        boolean begun = false;
        Matcher words = WORD.matcher(body.strip());
        while (words.find()) {
            String gap = words.group(1);
            String rest = words.group(2);
            if (begun && line.length() + gap.length() + rest.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(margin);
                begun = false;
            }
            line.append(begun ? gap : "");
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
