package org.octane.nailgun.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * The row of a node, as far as its place in a cluster goes.
 *
 * @param cluster null: a spare server
 * @param roles those deployed
 * @param pendingRoles those to be deployed
 */
public record Member(
        int id,
        Integer cluster,
        Integer group,
        String hostname,
        String status,
        String errorType,
        boolean online,
        List<String> roles,
        List<String> pendingRoles) {

    /** Deployed and to be deployed. */
    public List<String> allRoles() {
        return Stream.concat(roles.stream(), pendingRoles.stream()).distinct().toList();
    }
}
