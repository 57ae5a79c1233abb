package org.octane.step;

import java.util.Map;

/**
 * What a step answers.
 *
 * @param kind see {@link Kind}
 * @param message a sentence for the operator
 * @param results facts found, kept with the step; keys beginning {@code proof.} hold sentences shown at the end
 * @param wakeUp when to look again; only with {@link Kind#WAITING}
 */
public record Outcome(Kind kind, String message, Map<String, String> results, WakeUp wakeUp) {

    /** The three answers; whatever else happens is a {@link StepFailure}. */
    public enum Kind {
        /** The effect is there (check, verify), or was made (act), or was taken back (undo). */
        DONE,
        /** The effect is not there (check) or not proved (verify). */
        MISSING,
        /** Somebody else works on it; nothing is held until the wake-up. */
        WAITING
    }

    public Outcome {
        results = Map.copyOf(results);
    }

    public static Outcome done(String message) {
        return done(message, Map.of());
    }

    public static Outcome done(String message, Map<String, String> results) {
        return new Outcome(Kind.DONE, message, results, null);
    }

    public static Outcome missing(String reason) {
        return new Outcome(Kind.MISSING, reason, Map.of(), null);
    }

    public static Outcome waiting(String reason, WakeUp wakeUp) {
        return new Outcome(Kind.WAITING, reason, Map.of(), wakeUp);
    }
}
