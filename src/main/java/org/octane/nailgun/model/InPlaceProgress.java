package org.octane.nailgun.model;

import java.util.List;

/**
 * How far an upgrade in place is, for Nailgun to show.
 *
 * @param key tells it from all others, for ever
 * @param nodes whether it concerns nodes of a cluster whose controllers are done
 * @param untouched whether it was to begin the cluster's upgrade, and has not, or has taken that back
 * @param message the engine's, of a failure; may be null
 */
public record InPlaceProgress(
        String key, int cluster, boolean nodes, boolean untouched, State state, String message, List<Part> parts) {

    public InPlaceProgress {
        parts = List.copyOf(parts);
    }

    /** What becomes of it. */
    public enum State {
        RUNNING,
        /** A person is asked, and can have it go on. */
        FAILED,
        DONE,
        /** It ended before its time, and what it did stays. */
        ABORTED,
        GOING_BACK,
        FAILED_GOING_BACK,
        BACK;

        /** Nothing more happens. */
        public boolean over() {
            return this == DONE || this == ABORTED || this == BACK;
        }
    }

    /** @param dead whether a step of it has failed for good */
    public record Part(String name, String title, int steps, int done, boolean begun, boolean dead) {

        public boolean ready() {
            return done == steps;
        }
    }

    /** In percent. */
    public int percent() {
        int steps = parts.stream().mapToInt(Part::steps).sum();
        return steps == 0 ? 0 : 100 * parts.stream().mapToInt(Part::done).sum() / steps;
    }
}
