package org.octane.cli.progress;

/**
 * What the launcher found out about standard output. Java can't tell it by itself (System.console() looks at standard
 * input too), so scripts/octane sets {@code octane.columns} and {@code octane.rows} where progress may be drawn, and not elsewhere.
 */
public record Terminal(int columns, int rows) {

    private static final int ROWS = 24;

    public static Terminal current() {
        return new Terminal(Integer.getInteger("octane.columns", 0), Integer.getInteger("octane.rows", ROWS));
    }

    /** Lines may be drawn over. */
    boolean interactive() {
        return columns > 0;
    }
}
