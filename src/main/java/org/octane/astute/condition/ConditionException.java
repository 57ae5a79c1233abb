package org.octane.astute.condition;

/** A condition can't be read, or names what isn't there; the message is a sentence. */
public final class ConditionException extends RuntimeException {

    ConditionException(String message) {
        super(message);
    }
}
