package org.octane.engine.create;

/**
 * The upgrade that a cluster is in.
 *
 * @param status {@code failed} too: it waits for a person
 * @param release that it leads to
 */
record ActiveUpgrade(long id, String strategy, String status, int release) {

    boolean hasFailed() {
        return status.equals("failed");
    }
}
