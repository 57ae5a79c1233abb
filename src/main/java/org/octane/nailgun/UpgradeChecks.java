package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import org.octane.nailgun.model.Storage;

/** What is asked of Nailgun before an upgrade; nothing is changed. */
public interface UpgradeChecks {

    /** @throws org.octane.plan.Refusal if a cluster of the one release can't become one of the other */
    void checkRelease(int from, int to);

    /**
     * Whether a server's disks take what a node of the cluster with these roles has on its own.
     *
     * @throws org.octane.plan.Refusal for which disk there is none
     */
    void checkDisks(int cluster, int server, List<String> roles);

    /**
     * Whether nodes of a release can be deployed: it has tasks, or the seed has some of its own.
     *
     * @param seed may be null
     */
    boolean hasDeploymentTasks(int release, Integer seed);

    /** Whether a node has a volume of that name, such as {@code ceph}. */
    boolean hasVolume(int node, String volume);

    /** The size of all disks of a node, in MiB. */
    long diskSpace(int node);

    /** Such as {@code operational}. */
    String status(int cluster);

    /** Whether the last deployment of nodes of the cluster did not end well. */
    boolean lastDeploymentFailed(int cluster);

    /** Which of these roles a release does not know. */
    List<String> unknownRoles(int release, Collection<String> roles);

    /** Where the cluster keeps images, volumes and disks of VMs. */
    Storage storage(int cluster);

    /** Whether a network template, of the cluster or of one of its nodes, decides about networks and interfaces. */
    boolean hasNetworkTemplate(int cluster);

    /**
     * Rows of the cluster, of its nodes and of a release to which it goes that hold something else than belongs there: a sentence for each,
     * though not for all, since who reads stops at the first. None: all can be read.
     */
    List<String> unreadable(int cluster, int release);

    /** Tasks of the clusters that have not ended, each a few words. */
    List<String> openTasks(Collection<Integer> clusters);
}
