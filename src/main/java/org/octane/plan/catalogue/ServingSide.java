package org.octane.plan.catalogue;

/** Who answers for the cloud. */
public enum ServingSide {
    /** Only the Fuel master is concerned. */
    NO_CLUSTER,
    ORIGINAL,
    /** The original's APIs are closed, its Ceph is whole. */
    MAINTENANCE,
    /** The APIs are closed, and Ceph's monitors are with the seed, which is isolated. */
    SWITCHING,
    SEED
}
