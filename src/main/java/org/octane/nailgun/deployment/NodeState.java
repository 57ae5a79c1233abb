package org.octane.nailgun.deployment;

/**
 * What Nailgun's row of a node says.
 *
 * @param cluster null: a spare server
 */
public record NodeState(int id, String hostname, Integer cluster, String status, String error) {

    private static final String GONE = "not in Nailgun any more";

    /** One that somebody has deleted, as Nailgun's own receiver does at the end of a removal. */
    static NodeState gone(int id) {
        return new NodeState(id, "node-" + id, null, GONE, null);
    }

    public boolean isGone() {
        return status.equals(GONE);
    }

    /** Whether the node is as far as this operation brings it, or further. */
    public boolean reached(NodeOperation operation) {
        return isGone() ? operation == NodeOperation.REMOVE : operation.isReachedBy(status);
    }

    @Override
    public String toString() {
        return "node " + id + " (" + hostname + "): " + status + (error == null ? "" : ", " + error);
    }
}
