package org.octane.nailgun;

import java.util.List;
import org.octane.nailgun.model.Task;

/** Has nodes installed; whoever speaks with Astute is one, in the registry as {@code nailgunProvisioner}. */
public interface Provisioner {

    /**
     * Notes an order, in a commit of its own and before the task's: it is carried out if the task's row is ever there,
     * whoever dies in between.
     */
    void prepare(int cluster, List<Integer> nodes, Task task);

    /** What was prepared may be committed now; returns at once. */
    void provision();
}
