package org.octane.engine.create;

import org.octane.plan.Cloud;

/** Looks up a cloud: its clusters, releases and nodes. */
@FunctionalInterface
public interface Clouds {

    /**
     * @param original null: the original of {@code seed}
     * @param release null: the highest deployable one of the same operating system
     * @param seed null: as the relation says
     * @throws org.octane.plan.Refusal if there is no such cluster or release, or one cannot become the other
     */
    Cloud of(Integer original, Integer release, Integer seed);

    /**
     * A cloud whose nodes stay where they are and get another release of the same OpenStack.
     *
     * @param release null: the cluster's pending one
     * @return with the nodes alone that are to get it
     * @throws org.octane.plan.Refusal if there is no such cluster or release, or it can't be updated to it now
     */
    default Cloud ofUpdate(int cluster, Integer release) {
        return of(cluster, release, null);
    }

    /**
     * A cloud whose nodes stay in their cluster and are installed with another release.
     *
     * @param release null: the one that is prepared
     * @throws org.octane.plan.Refusal if there is no such cluster, or no such release is prepared for it
     */
    default Cloud ofInPlace(int cluster, Integer release) {
        return of(cluster, release, null);
    }

    /** Whether a cluster has that name already. */
    default boolean isTaken(String name) {
        return false;
    }
}
