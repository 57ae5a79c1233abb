package org.octane.nailgun.clone;

import java.util.ArrayList;
import java.util.List;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.release.SeedAttributes;
import org.octane.nailgun.release.Transformations;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Tables;

/** Compares a seed with its original: attributes (as the seed's version wants them), networks, roles. */
public final class SeedComparison {

    private final Clusters clusters;
    private final Releases releases;
    private final ClusterAttributes attributes;
    private final Networks networks;
    private final Nodes nodes;

    public SeedComparison(Tables tables) {
        this.clusters = tables.clusters();
        this.releases = tables.releases();
        this.attributes = new ClusterAttributes(tables.jdbc());
        this.networks = new Networks(tables.jdbc());
        this.nodes = tables.nodes();
    }

    /** What differs, each a few words; no values, since some are secrets. */
    public List<String> of(Relation relation) {
        var wanted = transformations(relation).attributes(attributes.of(relation.original()));
        var differences = new ArrayList<>(SeedAttributes.differences(wanted, attributes.of(relation.seed())));
        differences.addAll(networks.differences(relation.original(), relation.seed()));
        var roles = release(relation.seed()).roles();
        nodes.of(relation.original()).stream()
                .flatMap(node -> node.allRoles().stream())
                .distinct()
                .filter(role -> !roles.has(role))
                .forEach(role -> differences.add("role " + role));
        return differences;
    }

    public Transformations transformations(Relation relation) {
        return new Transformations(
                release(relation.original()).version(), release(relation.seed()).version());
    }

    private Release release(int cluster) {
        return releases.get(clusters.get(cluster).release());
    }
}
