package org.octane.world.chaos;

import java.util.List;

/** Nodes that can't be reached. */
record NodeGone(Fault fault, List<String> nodes, Reach reach, ChaosLog log) implements Effect {

    @Override
    public void begin() {
        log.struck(fault.text(), "out of reach: " + String.join(" ", nodes));
        nodes.forEach(node -> reach.set(node, false));
    }

    @Override
    public void end() {
        nodes.forEach(node -> reach.set(node, true));
        log.struck(fault.text(), "in reach again: " + String.join(" ", nodes));
    }
}
