package org.octane.nailgun.model;

import java.util.List;

/** A spare server that shall join a cluster, and with which roles. */
public record NewNode(int id, List<String> roles) {

    public NewNode {
        roles = List.copyOf(roles);
    }
}
