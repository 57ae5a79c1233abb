package org.octane.nailgun;

import java.util.List;

/** Has nodes installed; whoever speaks with Astute is one, in the registry as {@code nailgunProvisioner}. */
@FunctionalInterface
public interface Provisioner {

    /** Returns as soon as the order is on its way; the task's row is committed by then. */
    void provision(int cluster, List<Integer> nodes, Task task);
}
