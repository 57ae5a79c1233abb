package org.octane.plan.catalogue;

/** What a stage's command names, in that order; none: the Fuel master is meant. */
public enum Argument {
    /** The cluster to upgrade. */
    CLUSTER,
    /** Spare servers that become the seed's controllers; may be left out. */
    SERVERS,
    /** Nodes of the original. */
    NODES,
    SEED
}
