package org.octane.cli.render;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks lines that are wider than the terminal between their words, below their own beginning and within their branch of a tree. */
final class WrappingWriter extends Writer {

    private static final Pattern BEGINNING = Pattern.compile("^[ │├└─!›-]*");
    private static final String HANGING = "  ";

    private final PrintWriter terminal;
    private final int width;
    private final StringBuilder line = new StringBuilder();

    WrappingWriter(PrintWriter terminal, int width) {
        this.terminal = terminal;
        this.width = width;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                broken().forEach(terminal::println);
                line.setLength(0);
            } else {
                line.append(buffer[i]);
            }
        }
    }

    private List<String> broken() {
        var found = BEGINNING.matcher(line);
        int end = found.find() ? found.end() : 0;
        var beginning = line.substring(0, end);
        var margin = beginning.replace('├', '│').replaceAll("[└─!›-]", " ") + HANGING;
        return Wrap.lines(beginning, line.substring(end), width, margin);
    }

    /** What is asked for in the middle of a line is shown as it is. */
    @Override
    public void flush() {
        terminal.print(line);
        line.setLength(0);
        terminal.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        terminal.close();
    }
}
