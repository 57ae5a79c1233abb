package org.octane.plan.catalogue;

/** Which nodes a step concerns: {@code on}. */
public enum StepTarget {
    MASTER,
    ORIGINAL_CONTROLLERS,
    /** The first of them. */
    ORIGINAL_CONTROLLER,
    /** Of a cluster without a seed: the one that gets the new release before all others. */
    SEED_CONTROLLERS,
    /** The first of them. */
    SEED_CONTROLLER,
    /** The original's without those that are meant by {@link #SEED_CONTROLLERS}. */
    OTHER_CONTROLLERS,
    /** The first of them. */
    OTHER_CONTROLLER,
    /** Of the original and the seed: some may have moved already. */
    COMPUTES,
    /** Like {@link #COMPUTES}. */
    OSDS,
    /** No node: the step is about the cluster as a whole. */
    CLUSTER,
    /** All nodes of a batch at once. */
    BATCH,
    /** Each node of a batch. */
    NODE;

    public boolean isCluster() {
        return this == CLUSTER;
    }

    public boolean ofBatch() {
        return this == BATCH || this == NODE;
    }
}
