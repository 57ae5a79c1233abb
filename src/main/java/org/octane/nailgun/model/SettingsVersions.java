package org.octane.nailgun.model;

/**
 * The two versions of a cluster's settings, while there are two.
 *
 * @param cluster id
 * @param begun whether nodes go from one to the other; the cluster's status may say so or not
 * @param inForce id of the release whose version Nailgun's own rows hold
 * @param other id of the other version's release
 * @param switched whether the version in force is the newer one
 */
public record SettingsVersions(int cluster, boolean begun, int inForce, int other, boolean switched) {

    /** Id of the release that the cluster comes from. */
    public int first() {
        return switched ? other : inForce;
    }

    /** Id of the release that the cluster goes to. */
    public int next() {
        return switched ? inForce : other;
    }
}
