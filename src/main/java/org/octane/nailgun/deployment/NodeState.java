package org.octane.nailgun.deployment;

/**
 * What Nailgun's row of a node says.
 *
 * @param cluster null: a spare server
 */
public record NodeState(int id, String hostname, Integer cluster, String status, String error) {

    /** Whether the node is as far as this operation brings it, or further. */
    public boolean reached(NodeOperation operation) {
        return operation.isReachedBy(status);
    }

    @Override
    public String toString() {
        return "node " + id + " (" + hostname + "): " + status + (error == null ? "" : ", " + error);
    }
}
