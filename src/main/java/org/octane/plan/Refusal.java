package org.octane.plan;

import java.util.List;
import org.octane.failure.Code;

/** A call that is not allowed as it stands; nothing was changed. Becomes the one error body of the REST API. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why, and with which HTTP status it is answered. */
    public enum Kind {
        INVALID(400),
        FORBIDDEN(403),
        NOT_FOUND(404),
        NOT_ALLOWED(405),
        CONFLICT(409),
        TOO_LARGE(413),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final Code code;
    private final transient List<String> errors;

    public Refusal(Kind kind, String message) {
        this(kind, message, List.of());
    }

    public Refusal(Kind kind, String message, List<String> errors) {
        this(kind, Code.ofStatus(kind.status()), message, errors);
    }

    private Refusal(Kind kind, Code code, String message, List<String> errors) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    public static Refusal invalid(String message) {
        return new Refusal(Kind.INVALID, message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(Kind.NOT_FOUND, message);
    }

    public static Refusal notAllowed(String message) {
        return new Refusal(Kind.NOT_ALLOWED, message);
    }

    public static Refusal conflict(String message) {
        return conflict(message, List.of());
    }

    /** @param errors what stands in the way, one each */
    public static Refusal conflict(String message, List<String> errors) {
        return new Refusal(Kind.CONFLICT, message, errors);
    }

    /** The same under another name than all of its kind have. */
    public Refusal as(Code other) {
        return new Refusal(kind, other, getMessage(), errors);
    }

    public Code code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    public List<String> errors() {
        return errors;
    }
}
