package org.octane.nailgun;

import org.octane.plan.Refusal;

/** Refusals, shorter to write. */
final class Refused {

    private Refused() {}

    static Refusal invalid(String message) {
        return new Refusal(Refusal.Kind.INVALID, message);
    }

    static Refusal conflict(String message) {
        return new Refusal(Refusal.Kind.CONFLICT, message);
    }

    static Refusal notFound(String message) {
        return new Refusal(Refusal.Kind.NOT_FOUND, message);
    }

    /** What Nailgun's database lacks until somebody adds it. */
    static Refusal missing(String what) {
        return conflict("This Nailgun's database has no %s; `octane migrate` adds it.".formatted(what));
    }
}
