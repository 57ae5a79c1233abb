package org.octane.nailgun;

import java.util.List;
import org.octane.nailgun.model.Task;

/** Has nodes installed; whoever speaks with Astute is one, in the registry as {@code nailgunProvisioner}. */
public interface Provisioner {

    /**
     * Notes what is to be installed, in a commit of its own and before the task's: it is done if the task's row is ever there,
     * whoever dies in between.
     */
    void prepare(int cluster, List<Integer> nodes, Task task);

    /** What was prepared may be committed now; returns at once. */
    void provision();
}
