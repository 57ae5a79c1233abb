package org.octane.notify;

/** A notice was not taken; the sentence says why, and may hold what the other side said. */
final class NotSent extends Exception {

    NotSent(String sentence) {
        super(sentence);
    }

    NotSent(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
