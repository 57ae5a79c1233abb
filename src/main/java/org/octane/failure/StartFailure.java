package org.octane.failure;

/** A server does not start; its message says why and what to do, in a sentence or two. */
public final class StartFailure extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final Code code;

    public StartFailure(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public StartFailure(Code code, String message) {
        this(code, message, null);
    }

    public Code code() {
        return code;
    }
}
