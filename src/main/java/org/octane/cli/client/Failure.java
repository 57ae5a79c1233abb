package org.octane.cli.client;

/** Ends a command: one sentence says what went wrong, another what to do next; with the exit status. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String next;

    public Failure(int exitCode, String message, String next) {
        super(message);
        this.exitCode = exitCode;
        this.next = next;
    }

    public int exitCode() {
        return exitCode;
    }

    public String next() {
        return next;
    }
}
