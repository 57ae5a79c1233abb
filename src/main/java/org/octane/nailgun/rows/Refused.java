package org.octane.nailgun.rows;

import org.octane.plan.Refusal;

/** Refusals, shorter to write. */
public final class Refused {

    private Refused() {}

    public static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }

    public static Refusal conflict(String message) {
        return new Refusal(Refusal.Kind.CONFLICT, message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(Refusal.Kind.NOT_FOUND, message);
    }

    /** What Nailgun's database lacks until somebody adds it. */
    public static Refusal missing(String what) {
        return conflict("This Nailgun's database has no %s; `octane migrate` adds it.".formatted(what));
    }
}
