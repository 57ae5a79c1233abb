package org.octane.nailgun.deployment;

import java.util.List;

/**
 * What Nailgun's row of a node says of the machine that it is.
 *
 * @param cluster null: a spare server
 * @param roles those that it has, and those that it is to get
 * @param macs hardware addresses of its network cards, in small letters
 */
public record Machine(int id, String hostname, Integer cluster, String status, List<String> roles, List<String> macs) {

    private static final String SPARE = "discover";

    public boolean has(String role) {
        return roles.contains(role) || roles.contains("primary-" + role);
    }

    /** It runs what Nailgun boots spare servers with, and nothing of any cluster. */
    public boolean isSpare() {
        return status.equals(SPARE);
    }
}
