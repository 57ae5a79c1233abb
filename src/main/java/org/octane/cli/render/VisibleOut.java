package org.octane.cli.render;

import java.io.PrintWriter;
import java.io.Writer;
import org.octane.security.Visible;

/**
 * Where commands print. What comes from nodes, users and other programs is shown, never obeyed by the terminal; only what draws
 * progress gets the terminal itself.
 */
public final class VisibleOut extends PrintWriter {

    private final PrintWriter terminal;

    private VisibleOut(PrintWriter terminal, int width) {
        super(new Escaping(width > 0 ? new PrintWriter(new WrappingWriter(terminal, width)) : terminal));
        this.terminal = terminal;
    }

    public static VisibleOut on(PrintWriter terminal) {
        return terminal instanceof VisibleOut visible ? visible : new VisibleOut(terminal, 0);
    }

    /** For people: on a terminal no line is wider than that, and none breaks inside a word. */
    public static VisibleOut wrapped(PrintWriter terminal) {
        return terminal instanceof VisibleOut visible ? visible : new VisibleOut(terminal, Wrap.terminal());
    }

    /** For sequences of Octane's own; the text between them has to be made visible by whoever writes it. */
    public static PrintWriter terminal(PrintWriter out) {
        return out instanceof VisibleOut visible ? visible.terminal : out;
    }

    private static final class Escaping extends Writer {

        private final PrintWriter terminal;

        Escaping(PrintWriter terminal) {
            this.terminal = terminal;
        }

        @Override
        public void write(char[] buffer, int offset, int length) {
            terminal.write(Visible.lines(new String(buffer, offset, length)));
        }

        @Override
        public void flush() {
            terminal.flush();
        }

        @Override
        public void close() {
            terminal.close();
        }
    }
}
