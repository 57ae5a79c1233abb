package org.octane.plan;

import java.util.List;

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
    private final transient List<String> errors;

    public Refusal(Kind kind, String message) {
        this(kind, message, List.of());
    }

    public Refusal(Kind kind, String message, List<String> errors) {
        super(message);
        this.kind = kind;
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

    public Kind kind() {
        return kind;
    }

    public List<String> errors() {
        return errors;
    }
}
