package org.octane.nailgun.deployment;

import java.util.List;

/**
 * What a message of Astute says of a task.
 *
 * @param running whether it says that the task was taken or goes on
 * @param ready of a message that ends the task: whether it ends well
 * @param progress of the whole task in percent, null if not said
 * @param error why it failed, null if not said
 * @param nodes what it says of nodes; of a removal: those that were removed
 * @param unreachable of a removal: ids of nodes that could not be reached
 * @param refused of a removal: ids of nodes that could not be removed
 */
public record TaskReport(
        boolean running,
        boolean ready,
        Integer progress,
        String error,
        List<NodeReport> nodes,
        List<Integer> unreachable,
        List<Integer> refused) {}
