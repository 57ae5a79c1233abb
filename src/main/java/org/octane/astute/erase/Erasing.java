package org.octane.astute.erase;

/** Asks before each erasure, since hours may lie between a plan and it, and records may be older than the world. */
@FunctionalInterface
public interface Erasing {

    /**
     * @throws org.octane.step.StepFailure lasting: a node still serves, or is not the one that is meant; passing: somebody did not answer
     */
    void mustBeHarmless(Erasure erasure);
}
