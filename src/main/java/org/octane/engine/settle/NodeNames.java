package org.octane.engine.settle;

import java.util.List;

/** What the nodes are called, for people who read of them. */
@FunctionalInterface
public interface NodeNames {

    /** In the order of the ids; a node that nobody knows any more still has some name. */
    List<String> of(List<Integer> nodes);
}
