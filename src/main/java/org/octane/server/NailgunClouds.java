package org.octane.server;

import org.octane.engine.create.Clouds;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.model.Relation;
import org.octane.plan.Cloud;
import org.octane.plan.Refusal;

/** Clouds as the Nailgun database has them. */
record NailgunClouds(Nailgun nailgun) implements Clouds {

    @Override
    public boolean isTaken(String name) {
        return nailgun.seeds().isTaken(name);
    }

    @Override
    public Cloud ofUpdate(int cluster, Integer release) {
        return nailgun.updates().cloud(cluster, release);
    }

    @Override
    public Cloud ofInPlace(int cluster, Integer release) {
        return nailgun.versions().cloud(cluster, release);
    }

    @Override
    public Cloud of(Integer original, Integer release, Integer seed) {
        if (seed == null) {
            mustNotBeInUpgrade(original);
            return nailgun.clouds().cloud(original, release);
        }
        nailgun.seeds().cluster(seed);
        int wanted = nailgun.seeds()
                .relation(seed)
                .filter(relation -> relation.seed() == seed)
                .map(Relation::original)
                .orElseThrow(() ->
                        new Refusal(Refusal.Kind.CONFLICT, "Cluster " + seed + " is not the seed of an upgrade."));
        if (original != null && original != wanted) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "Cluster " + seed + " is the seed of cluster " + wanted + ", not of " + original + ".");
        }
        return nailgun.clouds().cloud(wanted, release);
    }

    /** Its nodes are not to be installed by two. */
    private void mustNotBeInUpgrade(int cluster) {
        if (nailgun.versions().clustersInUpgrade().contains(cluster)) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "Cluster %1$d is being upgraded in place; go on with: octane upgrade --env %1$d --strategy in-place"
                            .formatted(cluster));
        }
    }
}
