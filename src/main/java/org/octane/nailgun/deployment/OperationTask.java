package org.octane.nailgun.deployment;

import java.util.List;
import java.util.UUID;

/**
 * A task of Nailgun that does something to nodes of a cluster.
 *
 * @param uuid of the task's row, which Astute's replies name
 */
public record OperationTask(UUID uuid, NodeOperation operation, int cluster, List<Integer> nodes) {}
