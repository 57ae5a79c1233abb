package org.octane.step;

/** The four things that can be asked of a step. */
public enum Phase {
    /** Is the effect already there? Changes nothing. */
    CHECK,
    /** Make the effect. May run twice without harm. */
    ACT,
    /** Prove the effect by looking at the world. Changes nothing. */
    VERIFY,
    /** Take the effect back. May run twice without harm. */
    UNDO
}
