package org.octane.step;

/** Keeps for operators what a step's commands print, and how its phases end. Whoever hands it over never waits. */
public interface StepOutput {

    /** Keeps nothing. */
    StepOutput NONE = (from, text) -> {};

    /**
     * Where lines come from.
     *
     * @param node null: of no single node
     */
    record Source(long upgrade, long step, int attempt, Phase phase, Integer node) {

        public static Source of(StepCall call, Integer node) {
            return new Source(call.upgrade(), call.step(), call.attempt(), call.phase(), node);
        }
    }

    /** @param text lines without secrets; control characters and any length do no harm */
    void print(Source from, String text);

    /**
     * A script runs.
     *
     * @param script its name, {@code <stage>/<script>}
     * @param sha256 of its text, in hexadecimal
     */
    default void runs(Source from, String script, String sha256) {}
}
