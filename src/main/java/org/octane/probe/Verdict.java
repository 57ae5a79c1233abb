package org.octane.probe;

/** What one probe found. */
enum Verdict {
    UP,
    DOWN,
    /** Whoever asks had no chance of an answer: no route at all, no such program, no name service. */
    UNKNOWN
}
