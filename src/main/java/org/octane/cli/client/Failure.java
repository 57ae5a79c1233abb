package org.octane.cli.client;

import org.octane.failure.Code;

/** Ends a command: one sentence says what went wrong, another what to do next; with the exit status. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String next;
    private final String code;

    /** Of what the command itself finds: its code goes by its exit status. */
    public Failure(int exitCode, String message, String next) {
        this(exitCode, message, next, code(exitCode).word());
    }

    /** @param code its name in {@code docs/errors.md} */
    Failure(int exitCode, String message, String next, String code) {
        super(message);
        this.exitCode = exitCode;
        this.next = next;
        this.code = code;
    }

    private static Code code(int exitCode) {
        return switch (exitCode) {
            case ExitCode.USAGE -> Code.USAGE;
            case ExitCode.UNREACHABLE -> Code.SERVER_UNREACHABLE;
            case ExitCode.REFUSED -> Code.CONFLICT;
            case ExitCode.UNFIT -> Code.PREFLIGHT_FAILED;
            default -> Code.UPGRADE_FAILED;
        };
    }

    /** Its name in {@code docs/errors.md}. */
    public String code() {
        return code;
    }

    public int exitCode() {
        return exitCode;
    }

    public String next() {
        return next;
    }
}
