package org.octane.nailgun.model;

/**
 * The two versions of a cluster's settings, while there are two.
 *
 * @param cluster id
 * @param status of the cluster, {@code upgrade} while nodes go from one to the other
 * @param inForce id of the release whose version Nailgun's own rows hold
 * @param other id of the other version's release
 * @param switched whether the version in force is the newer one
 */
public record SettingsVersions(int cluster, String status, int inForce, int other, boolean switched) {

    /** Id of the release that the cluster comes from. */
    public int first() {
        return switched ? other : inForce;
    }

    /** Id of the release that the cluster goes to. */
    public int next() {
        return switched ? inForce : other;
    }
}
