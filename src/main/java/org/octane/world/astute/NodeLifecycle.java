package org.octane.world.astute;

/** Told by Astute what became of a simulated server, so that the world can follow. Ids are Nailgun's, as text. */
public interface NodeLifecycle {

    /** The node's disk was written anew: it has another host key and nobody is logged in any more. */
    void reinstalled(String nodeId);

    /** The node is up with what was installed. */
    void booted(String nodeId);
}
