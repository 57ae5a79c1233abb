package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.octane.nailgun.model.InPlaceProgress;

/**
 * What Nailgun shows of upgrades in place: a task with a subtask for each stage, and the statuses of the cluster and its nodes. The
 * engine's word counts; it may be shown again at any time, and whatever somebody else wrote meanwhile is put right. Each call that
 * changes something is one transaction.
 */
public interface ClusterUpgrades {

    /**
     * Whether the upgrade of the cluster's controllers may begin.
     *
     * @throws org.octane.plan.Refusal 404 no such cluster; 409 it is in upgrade or being deleted, a task is active, or no release
     *     that is pending has settings
     */
    void check(int cluster);

    /** Whether an upgrade of the cluster has begun and waits for a person. */
    boolean isStopped(int cluster);

    /**
     * Whether these nodes may be upgraded.
     *
     * @throws org.octane.plan.Refusal 404 no such cluster or node; 409 a node is of another cluster, a controller, not ready or has
     *     no pending release; a task is active, or the control plane has not gone over
     */
    void check(int cluster, Collection<Integer> nodes);

    /** Ids of the nodes of other roles that do not have the release yet to which the cluster goes, or is to go. */
    List<Integer> left(int cluster);

    /** Whether the cluster has a pending release to which an upgrade in place leads, and that has not begun. */
    boolean isPending(int cluster);

    /**
     * An upgrade begins: the cluster has status {@code upgrade} and each node its pending release, and these nodes have status
     * {@code upgrade} as well.
     *
     * @param nodes empty: controllers
     * @param progress asked while nobody else changes the cluster
     * @return id of Nailgun's task
     */
    int begin(int cluster, Collection<Integer> nodes, Supplier<InPlaceProgress> progress);

    /**
     * @param progress asked while nobody else changes the cluster; null: there was no upgrade
     * @return id of Nailgun's task; null: there is none, and none is needed any more
     */
    Integer show(int cluster, Supplier<InPlaceProgress> progress);

    /**
     * Whether a task shows another upgrade than the newest: the call that began it was cut off before the engine had it.
     *
     * @param newest null: there was none
     */
    boolean isCutOff(int cluster, InPlaceProgress newest);

    /** Ends such a task, and takes back what its call did. */
    void endCutOff(int cluster, InPlaceProgress newest);

    /** Clusters of which something may have to be shown. */
    List<Integer> clusters();
}
