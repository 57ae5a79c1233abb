package org.octane.nailgun.clone;

import java.util.HashMap;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.network.NetworkClone;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.Vips;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.release.ClusterExtensions;
import org.octane.nailgun.release.DeploymentGraphs;
import org.octane.nailgun.release.Plugins;
import org.octane.nailgun.release.ReleaseFit;
import org.octane.nailgun.release.ReleaseRules;
import org.octane.nailgun.release.Transformations;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.springframework.dao.DuplicateKeyException;

/**
 * Makes the seed of a cluster: one of a higher release with the same settings, networks and virtual addresses. In this
 * order: cluster, attributes, node groups and networks, relation, virtual addresses. The caller gives the transaction.
 */
public final class ClusterClone {

    private final Clusters clusters;
    private final Releases releases;
    private final Relations relations;
    private final Rows rows;
    private final NetworkClone networks;
    private final Vips vips;
    private final ClusterAttributes attributes;
    private final Plugins plugins;
    private final ReleaseFit fit;
    private final ClusterExtensions extensions;
    private final DeploymentGraphs graphs;

    public ClusterClone(Tables tables) {
        var networks = new Networks(tables.jdbc());
        this.clusters = tables.clusters();
        this.releases = tables.releases();
        this.relations = tables.relations();
        this.rows = tables.rows();
        this.networks = new NetworkClone(tables.jdbc(), tables.rows(), networks);
        this.vips = new Vips(tables.jdbc(), tables.rows(), networks);
        this.attributes = new ClusterAttributes(tables.jdbc());
        this.plugins = new Plugins(tables.jdbc(), tables.rows());
        this.fit = new ReleaseFit(tables.jdbc(), tables.rows());
        this.extensions = new ClusterExtensions(tables.rows());
        this.graphs = new DeploymentGraphs(tables.jdbc(), tables.rows());
    }

    /** @return id of the seed */
    public int clone(int id, String name, int release) {
        var original = clusters.lockOpen(id, "it can't be cloned");
        checkFree(original);
        checkName(name);
        var to = releases.get(release);
        var from = releases.get(original.release());
        ReleaseRules.check(from, to);
        var transformations = new Transformations(from.version(), to.version());
        var wanted = transformations.attributes(attributes.of(id));
        fit.check(original, wanted, from, to);
        var kept = plugins.check(id, wanted, to);
        networks.check(id, from, to);

        var seed = insertCluster(original, name, to);
        graphs.addTo(seed);
        plugins.copy(kept, seed);
        attributes.insert(id, seed, Plugins.with(kept, wanted), to);
        clusters.addChanges(seed);
        networks.copy(id, seed, to);
        var relation = new Relation(id, seed);
        relations.add(relation);
        vips.copy(relation, transformations);
        return seed;
    }

    private int insertCluster(Cluster original, String name, Release release) {
        var changed = new HashMap<String, Object>();
        changed.put("name", name);
        changed.put("release_id", release.id());
        changed.put("status", "new");
        changed.put("fuel_version", release.version().fuel());
        changed.put("pending_release_id", null);
        changed.put("is_customized", false);
        changed.put("replaced_deployment_info", "{}");
        changed.put("replaced_provisioning_info", "{}");
        changed.put("deployment_tasks", "[]");
        changed.put("ui_settings", Rows.DEFAULT);
        changed.put("extensions", extensions.of(release));
        try {
            return rows.copy("clusters", original.id(), changed);
        } catch (DuplicateKeyException e) {
            // Another call took the name after we had looked.
            throw taken(name);
        }
    }

    private void checkName(String name) {
        if (clusters.isTaken(name)) {
            throw taken(name);
        }
    }

    private static Refusal taken(String name) {
        return Refusal.conflict("Environment with this name '" + name + "' already exists.");
    }

    private void checkFree(Cluster original) {
        if (relations.of(original.id()).isPresent()) {
            throw Refusal.notAllowed(
                    "Upgrade is not possible because of the original cluster (%d) is already involved in the upgrade routine."
                            .formatted(original.id()));
        }
    }
}
