package org.octane.plan.catalogue;

/** Which releases a strategy leads to. */
public enum PlanKind {
    /** To a higher release of OpenStack. */
    UPGRADE,
    /** To another release of the same OpenStack, on nodes that stay installed: the cluster's pending one. */
    UPDATE,
    /** To the pending release of a cluster, on nodes that stay in it and are installed anew. */
    IN_PLACE
}
