package org.octane.node;

import java.net.InetSocketAddress;

/** Where a node's SSH server listens. */
@FunctionalInterface
public interface NodeAddresses {

    /**
     * @param node Nailgun's id, or {@link org.octane.step.StepCall#MASTER}
     * @throws org.octane.step.StepFailure if nothing is known of that node
     */
    InetSocketAddress of(int node);
}
