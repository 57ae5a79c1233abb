package org.octane.plan.catalogue;

/** How a step on several nodes runs. */
public enum Mode {
    /** An instance a node, all at once. */
    PARALLEL,
    /** An instance a node, one after the other. */
    SERIAL,
    /** One instance that has all nodes. */
    TOGETHER
}
