package org.octane.engine.settle;

import java.util.List;

/** Looks up the names of nodes. */
@FunctionalInterface
public interface NodeNames {

    /** In the order of the ids; a node that no longer exists has a name too. */
    List<String> of(List<Integer> nodes);
}
