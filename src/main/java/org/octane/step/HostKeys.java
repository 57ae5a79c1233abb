package org.octane.step;

/** The pinned host keys of the nodes. */
@FunctionalInterface
public interface HostKeys {

    /** Octane itself had the node installed anew: its old key is gone, the next contact pins the new one. */
    void forget(int node);
}
