package org.octane.engine.state;

/** A message on one of the engine's queues that nobody can read, however often it comes. Quotes nothing of it: it may hold passwords. */
public final class UnreadableMessage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableMessage(String expected, String found) {
        super("expected " + expected + ", found " + found);
    }
}
