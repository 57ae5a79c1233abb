package org.octane.nailgun.clone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.network.NetworkClone;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.Vips;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.release.Components;
import org.octane.nailgun.release.Plugins;
import org.octane.nailgun.release.ReleaseRules;
import org.octane.nailgun.release.SeedAttributes;
import org.octane.nailgun.release.Transformations;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Makes the seed of a cluster: one of a higher release with the same settings, networks and virtual addresses. In this
 * order: cluster, attributes, node groups and networks, relation, virtual addresses. The caller gives the transaction.
 */
public final class ClusterClone {

    private static final String UPGRADES = "cluster_upgrade";

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final Releases releases;
    private final Relations relations;
    private final Rows rows;
    private final NetworkClone networks;
    private final Vips vips;
    private final ClusterAttributes attributes;
    private final Plugins plugins;

    public ClusterClone(Tables tables) {
        var networks = new Networks(tables.jdbc());
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.releases = tables.releases();
        this.relations = tables.relations();
        this.rows = tables.rows();
        this.networks = new NetworkClone(tables.jdbc(), tables.rows(), networks);
        this.vips = new Vips(tables.jdbc(), tables.rows(), networks);
        this.attributes = new ClusterAttributes(tables.jdbc());
        this.plugins = new Plugins(tables.jdbc(), tables.rows());
    }

    /** @return id of the seed */
    public int clone(int id, String name, int release) {
        var original = clusters.lock(id);
        var to = releases.get(release);
        var from = releases.get(original.release());
        checkFree(original);
        ReleaseRules.check(from, to);
        checkName(name);
        var transformations = new Transformations(from.version(), to.version());
        var wanted = transformations.attributes(attributes.of(id));
        checkAttributes(original, wanted, from, to);
        var kept = plugins.check(id, wanted, to);
        networks.check(id, from, to);

        var seed = insertCluster(original, name, to);
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
        changed.put("extensions", extensions(release));
        try {
            return rows.copy("clusters", original.id(), changed);
        } catch (DuplicateKeyException e) {
            // Another call took the name after we had looked.
            throw taken(name);
        }
    }

    /** Those of the release; since Fuel 9.0 the one for upgrades has to be named, where Nailgun has it. */
    private List<String> extensions(Release release) {
        var extensions = new ArrayList<>(release.extensions());
        if (rows.has("nodes", "primary_tags")
                && rows.has("cluster_upgrade_relations")
                && !extensions.contains(UPGRADES)) {
            extensions.add(UPGRADES);
        }
        return extensions;
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

    private void checkAttributes(Cluster original, Attributes wanted, Release from, Release to) {
        List<String> lost = new ArrayList<>(SeedAttributes.lost(wanted, from, to));
        lost.addAll(lostComponents(original.id(), to));
        if (!lost.isEmpty()) {
            throw Refusal.conflict(
                    "Attributes of cluster %d were changed by an operator and do not exist in release %d, or not with these values: %s."
                            .formatted(original.id(), to.id(), String.join(", ", lost)),
                    lost);
        }
        if (!to.modes().isEmpty() && !to.modes().contains(original.mode())) {
            throw Refusal.conflict("Release %d does not support the mode of cluster %d: %s."
                    .formatted(to.id(), original.id(), original.mode()));
        }
    }

    private List<String> lostComponents(int original, Release to) {
        if (!rows.has("clusters", "components") || to.components().isEmpty()) {
            return List.of();
        }
        var chosen = Json.array(
                jdbc.queryForObject(Sql.of("nailgun/clone/components"), Map.of("cluster_id", original), String.class));
        return new Components(to).unknown(chosen);
    }
}
