package org.octane.nailgun;

import org.octane.plan.Cloud;

/**
 * Brings clusters to another release of the same OpenStack, in Nailgun's rows. Each call that changes something is one transaction,
 * and may be repeated.
 */
public interface Updates {

    /**
     * The cluster as an update has it: its nodes are those that get the release, with {@code primary-} before a role of which one is
     * the primary.
     *
     * @param release null: the pending one
     * @throws org.octane.plan.Refusal 404 no such cluster or release; 400 no release to reach, or none that the cluster can be updated
     *     to; 409 another task is at work, the cluster is being deleted or upgraded to a seed, or no node can be updated
     */
    Cloud cloud(int cluster, Integer release);

    /**
     * The release that a call means, checked as {@link #cloud} does but for what runs.
     *
     * @param release null: the pending one
     */
    int target(int cluster, Integer release);

    /**
     * Notes that the update begins: a task, the cluster's status, and all nodes that get the release.
     *
     * @return id of Nailgun's task; that of the one that is at work, if it has begun already
     */
    int begin(int cluster, int release);

    /** Notes that an update goes on that had failed; nodes that are done stay so. @return id of Nailgun's task */
    int goOn(int cluster);

    boolean isUnderWay(int cluster);

    /** Notes that an update has failed, unless none of Octane's is under way. */
    void fail(int cluster, String error);

    /** Notes that all nodes have the release: it is the cluster's now. A cluster that is deleted meanwhile stays so. */
    void finish(int cluster, int release);

    boolean isFinished(int cluster, int release);

    /** Addresses of the release's own repositories, those with a priority, a line each: {@code URI SUITE}. */
    String repositories(int cluster, int release);
}
