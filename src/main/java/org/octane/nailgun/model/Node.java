package org.octane.nailgun.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * The row of a node, as far as its place in a cluster goes.
 *
 * @param cluster null: a spare server
 * @param roles those deployed
 * @param pendingRoles those to be deployed
 * @param leaving marked for deletion: the next deployment of the cluster removes it
 * @param ip its address in the admin network, as it told it last; may be null
 */
public record Node(
        int id,
        Integer cluster,
        Integer group,
        String hostname,
        String status,
        String errorType,
        boolean online,
        List<String> roles,
        List<String> pendingRoles,
        boolean leaving,
        String ip) {

    /** Deployed and to be deployed. */
    public List<String> allRoles() {
        return Stream.concat(roles.stream(), pendingRoles.stream()).distinct().toList();
    }

    public boolean has(String role) {
        return roles.contains(role) || pendingRoles.contains(role);
    }
}
