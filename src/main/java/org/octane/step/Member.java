package org.octane.step;

import java.util.List;

/** A node of the original or of the seed, with the roles it has or is to get. */
record Member(int id, String hostname, int cluster, List<String> roles) {

    boolean has(String role) {
        return roles.contains(role);
    }
}
