package org.octane.output;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.octane.security.Visible;

/** Cuts a text into lines that can be kept: their number and length have a bound, and what was left out is told in its place. */
final class BoundedLines {

    static final int LONGEST = 2_000;
    static final int FIRST = 100;
    static final int LAST = 400;

    private final List<String> first = new ArrayList<>();
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private long between;

    private BoundedLines() {}

    static List<String> of(String text) {
        var lines = new BoundedLines();
        // A program that draws its progress ends lines by a carriage return alone; lines() knows that.
        text.lines().filter(line -> !line.isBlank()).forEach(lines::add);
        return lines.all();
    }

    private void add(String line) {
        if (first.size() < FIRST) {
            first.add(bounded(line));
            return;
        }
        if (last.size() == LAST) {
            last.removeFirst();
            between++;
        }
        last.addLast(line);
    }

    private List<String> all() {
        var all = new ArrayList<>(first);
        if (between > 0) {
            all.add("(" + between + " lines between are not kept)");
        }
        last.forEach(line -> all.add(bounded(line)));
        return all;
    }

    private static String bounded(String line) {
        if (line.length() <= LONGEST) {
            return shown(line);
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return shown(line.substring(0, end)) + " (" + (line.length() - end) + " characters more)";
    }

    private static String shown(String line) {
        return Visible.line(line.replace('\t', ' ').stripTrailing());
    }
}
