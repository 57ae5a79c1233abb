package org.octane.nailgun.model;

/**
 * A cluster (an environment).
 *
 * @param release id of what it runs
 * @param status as in Nailgun: new, deployment, operational, error …
 * @param original the cluster whose seed this is or was, null if of none
 * @param isInUpgrade whether its nodes go to another release in place; nobody else installs, adds or removes nodes meanwhile
 */
public record Cluster(
        int id, String name, int release, String mode, String status, Integer original, boolean isInUpgrade) {}
