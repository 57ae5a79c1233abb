package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.Machine;
import org.octane.nailgun.deployment.NodeState;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.nailgun.deployment.TaskReport;
import org.octane.nailgun.deployment.TaskState;
import org.octane.sql.Database;

/** Nailgun for whoever has nodes installed, deployed and removed. Each call that changes something is one transaction. */
public interface Deployments {

    static Deployments in(Database nailgun) {
        return new DatabaseDeployments(nailgun.sql(), nailgun.transaction());
    }

    /** All that nodes have to be told of their cluster. */
    ClusterData cluster(int cluster);

    /**
     * A cluster as if it had another release: the version of its settings that is prepared for it, or else the settings that the
     * release has, with the cluster's values.
     *
     * @param release id
     */
    ClusterData cluster(int cluster, int release);

    /**
     * A cluster whose nodes get another release of the same OpenStack now: that release's tasks and repositories, the cluster's
     * settings.
     *
     * @param release id
     */
    ClusterData update(int cluster, int release);

    /**
     * A cluster as some of its nodes are told of it: while it has two versions of its settings, with the one that these nodes have,
     * and with no other nodes than those of that version.
     *
     * @throws org.octane.plan.Refusal 409 if they have not all the same version
     */
    ClusterData clusterFor(int cluster, Collection<Integer> nodes);

    /**
     * Starts a task: nodes get the addresses and roles that they lack, and the status that says what is done to them.
     *
     * @param message is made after addresses and roles are given and before the status changes
     * @return the message
     * @throws org.octane.plan.Refusal if a network has no free address left
     */
    <T> T start(OperationTask task, Supplier<T> message);

    /** Nodes that come back to a cluster are deployed as its primary controller no more: one that has stayed is, if there is one. */
    void handOverPrimary(int cluster, Collection<Integer> nodes);

    /** Writes what Astute says of a task that goes on. */
    void progress(OperationTask task, TaskReport report);

    /** Ends a task as Astute says. */
    void end(OperationTask task, TaskReport report);

    /** Ends a task that nobody carries out. */
    void giveUp(OperationTask task, String error);

    /**
     * Ends a task whose end nobody has heard: well if each of its nodes has said that it is done.
     *
     * @param error what is noted if not all are
     * @return whether all are
     */
    boolean endUnheard(OperationTask task, String error);

    List<NodeState> nodes(Collection<Integer> nodes);

    /** The machines that these nodes are, of those that Nailgun has. */
    List<Machine> machines(Collection<Integer> nodes);

    TaskState task(UUID task);
}
