package org.octane.step.facts;

import java.util.List;

/** A node of the original or of the seed, its address in the admin network, and the roles it has or is to get. */
record Member(int id, String hostname, int cluster, String ip, List<String> roles) {

    boolean has(String role) {
        return roles.contains(role);
    }
}
