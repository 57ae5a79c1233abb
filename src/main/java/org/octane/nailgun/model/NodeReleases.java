package org.octane.nailgun.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A cluster whose nodes go from one release to another in place.
 *
 * @param first version of the release that they come from
 * @param next version of the release that they go to
 * @param settings those that operators edit, of the version for the release they go to
 * @param moved ids of the nodes that have it, or are about to
 */
public record NodeReleases(String first, String next, ObjectNode settings, Set<Integer> moved) {

    public NodeReleases {
        moved = Set.copyOf(moved);
    }
}
