package org.octane.nailgun.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.network.NetworkCreation;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.release.Components;
import org.octane.nailgun.release.DeploymentGraphs;
import org.octane.nailgun.release.Plugins;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Makes a cluster of a release with the release's defaults: the row, a node group, attributes, networks and their
 * parameters, what has to be deployed, and the plugins made for the release, not enabled. The caller gives the
 * transaction.
 */
final class ClusterCreation {

    private static final List<String> CHOSEN = List.of("mode", "net_provider", "ui_settings", "components");

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final Releases releases;
    private final Rows rows;
    private final EnumTypes enums;
    private final ClusterAttributes attributes;
    private final NetworkCreation networks;
    private final Plugins plugins;

    ClusterCreation(Tables tables) {
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.releases = tables.releases();
        this.rows = tables.rows();
        this.enums = new EnumTypes(tables.jdbc());
        this.attributes = new ClusterAttributes(tables.jdbc());
        this.networks = new NetworkCreation(tables.rows());
        this.plugins = new Plugins(tables.jdbc(), tables.rows());
    }

    /** @return id of the cluster */
    int create(ObjectNode wanted) {
        var number = wanted.has("release_id") ? wanted.get("release_id") : wanted.path("release");
        if (!number.isNumber()) {
            throw Refusal.invalid("Release ID is required");
        }
        var release = releases.get(number.intValue());
        if (!release.installable()) {
            throw Refusal.invalid("Release with ID '%d' is not deployable.".formatted(release.id()));
        }
        if (clusters.isTaken(wanted.get("name").textValue())) {
            throw taken();
        }
        var components = new Components(release).chosen(Json.array(wanted.path("components")));
        var all = components.cluster();
        all.setAll(wanted);
        var provider = all.path("net_provider").asText("neutron");
        var mode = all.path("mode").asText("ha_compact");
        check(release, provider, mode, all);

        var cluster = insert(all, release, provider, mode);
        new DeploymentGraphs(jdbc, rows).addTo(cluster);
        var group = rows.insert("nodegroups", Map.of("cluster_id", cluster, "name", "default", "is_default", true));
        var editable = attributes.insertDefaults(cluster, release, components.settings());
        networks.create(cluster, group, release, provider, all, editable);
        clusters.addChanges(cluster);
        plugins.offer(cluster, release);
        return cluster;
    }

    private void check(Release release, String provider, String mode, ObjectNode wanted) {
        if (!release.modes().isEmpty() && !release.modes().contains(mode)) {
            throw Refusal.invalid("Cannot deploy in %s mode in current release. Need to be one of: %s"
                    .formatted(mode, String.join(", ", release.modes())));
        }
        enums.known("cluster_mode", mode);
        enums.known("net_provider", provider);
        if (!release.networks().has(provider)) {
            throw Refusal.invalid("Release %d has no networks for provider '%s'.".formatted(release.id(), provider));
        }
        if (wanted.has("net_segment_type")) {
            enums.known("segmentation_type", wanted.get("net_segment_type").textValue());
        }
        if (wanted.has("net_l23_provider")) {
            enums.known("net_l23_provider", wanted.get("net_l23_provider").textValue());
        }
        if (wanted.hasNonNull(ClusterChange.PENDING)) {
            var pending = releases.get(wanted.get(ClusterChange.PENDING).intValue());
            if (!rows.has("clusters", ClusterChange.PENDING)) {
                throw Rows.missing("clusters." + ClusterChange.PENDING);
            }
            if (!release.canBecome(pending)) {
                throw Refusal.invalid("Cannot set pending release as it cannot update current release");
            }
        }
    }

    private int insert(ObjectNode wanted, Release release, String provider, String mode) {
        var values = new HashMap<String, Object>();
        for (var column : CHOSEN) {
            if (wanted.hasNonNull(column)) {
                var value = wanted.get(column);
                values.put(column, value.isTextual() ? value.textValue() : value.toString());
            }
        }
        values.put("name", wanted.get("name").textValue());
        values.put("release_id", release.id());
        values.put("mode", mode);
        values.put("net_provider", provider);
        values.put("status", "new");
        values.put("is_customized", false);
        values.put("fuel_version", release.version().fuel());
        values.put("replaced_deployment_info", "{}");
        values.put("replaced_provisioning_info", "{}");
        values.put("deployment_tasks", "[]");
        values.put("extensions", release.extensions());
        if (wanted.hasNonNull(ClusterChange.PENDING)) {
            values.put(ClusterChange.PENDING, wanted.get(ClusterChange.PENDING).intValue());
        }
        try {
            return rows.insert("clusters", values);
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    private static RuntimeException taken() {
        return Refusal.conflict("Environment with this name already exists");
    }
}
