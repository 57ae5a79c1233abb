package org.octane.world.chaos;

/** Whether the network leads to a node. */
@FunctionalInterface
public interface NodeReachability {

    /** @param reachable false: every session ends, no new one begins; what runs on the node runs on */
    void set(String node, boolean reachable);
}
