package org.octane.cli.render;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Columns aligned by spaces, two between them, headings in capitals; nothing to be stripped by a script. */
public final class Table {

    /** So narrow sentences may become; what is shorter may take two lines, in half its width, unless that would break a word. */
    private static final int LEAST = 20;

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(headings);
    }

    public Table row(Object... cells) {
        String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            texts[i] = cells[i] == null || cells[i].toString().isEmpty() ? "-" : cells[i].toString();
        }
        rows.add(texts);
        return this;
    }

    private int longestWordOfLast() {
        return rows.stream()
                .flatMap(row -> Stream.of(row[row.length - 1].split(" ")))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    public void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        int left = 0;
        for (int i = 0; i + 1 < widths.length; i++) {
            left += widths[i] + 2;
        }
        int width = Wrap.terminal();
        int least = Math.min(LEAST, Math.max(longestWordOfLast(), (widths[widths.length - 1] + 2) / 2));
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i + 1 < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            // The last column is the one with sentences: on a terminal they go on below themselves.
            if (width - left < least || row.length == 0) {
                out.println((line + row[row.length - 1]).stripTrailing());
            } else {
                List<String> last = Wrap.lines(row[row.length - 1], width - left, 0);
                out.println((line + last.get(0)).stripTrailing());
                last.subList(1, last.size()).forEach(more -> out.println(" ".repeat(line.length()) + more));
            }
        }
    }
}
