package org.octane.nailgun;

import java.util.List;
import org.octane.nailgun.model.Task;

/** Has nodes installed; whoever speaks with Astute is one, in the registry as {@code nailgunProvisioner}. */
public interface Provisioner {

    /**
     * Asks the world whether nobody is served any more by nodes that are about to leave a cluster and be installed anew.
     *
     * @param original the cluster that they are still in; what is said of others is not its affair
     * @throws org.octane.plan.Refusal somebody is, or nobody knows
     */
    default void mustBeHarmless(int original, int seed, List<Integer> nodes) {}

    /**
     * Notes what is to be installed, in a commit of its own and before the task's: it is done if the task's row is ever there,
     * whoever dies in between.
     */
    void prepare(int cluster, List<Integer> nodes, Task task);

    /** What was prepared may be committed now; returns at once. */
    void provision();
}
