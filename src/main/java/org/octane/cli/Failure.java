package org.octane.cli;

/** Ends a command: what went wrong in one sentence, what to do next in another, and the exit status. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String next;

    Failure(int exitCode, String message, String next) {
        super(message);
        this.exitCode = exitCode;
        this.next = next;
    }

    int exitCode() {
        return exitCode;
    }

    String next() {
        return next;
    }
}
