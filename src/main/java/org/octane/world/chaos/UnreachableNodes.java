package org.octane.world.chaos;

import java.util.List;

/** The fault {@code unreachable}: no SSH session reaches the nodes while it lasts. */
record UnreachableNodes(Fault fault, List<String> nodes, NodeReachability reachability, ChaosLog log)
        implements Effect {

    @Override
    public void begin() {
        log.struck(fault.text(), "out of reach: " + String.join(" ", nodes));
        nodes.forEach(node -> reachability.set(node, false));
    }

    @Override
    public void end() {
        nodes.forEach(node -> reachability.set(node, true));
        log.struck(fault.text(), "in reach again: " + String.join(" ", nodes));
    }
}
