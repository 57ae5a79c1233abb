package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData.Configuration;
import org.octane.nailgun.deployment.ClusterData.Release;
import org.octane.nailgun.model.OrchestratorData;
import org.octane.nailgun.release.UpdateSettings;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.version.StoredVersions;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads a cluster from a Nailgun database of Fuel 7.0 or 8.0; columns of the later are used where they are. */
public final class ClusterReader {

    private static final String CLUSTER = Sql.of("nailgun/deployment/cluster");
    private static final String RELEASE = Sql.of("nailgun/deployment/release");
    private static final String ATTRIBUTES = Sql.of("nailgun/deployment/attributes");
    private static final String CONFIGURATIONS = Sql.of("nailgun/deployment/configurations");
    private static final String NETWORKS = Sql.of("nailgun/deployment/networks");
    private static final String ADDRESSES = Sql.of("nailgun/deployment/addresses");
    private static final String NEUTRON = Sql.of("nailgun/deployment/neutron");

    private final NamedParameterJdbcTemplate nailgun;
    private final NodeReader nodes;
    private final PluginReader plugins;
    private final Releases releases;
    private final UpdateSettings settings;
    private final StoredVersions versions;

    public ClusterReader(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
        this.nodes = new NodeReader(nailgun);
        this.plugins = new PluginReader(nailgun);
        this.releases = new Releases(nailgun);
        this.settings = new UpdateSettings(nailgun);
        this.versions = new StoredVersions(nailgun, new Rows(nailgun));
    }

    /** @throws IncorrectResultSizeDataAccessException there is no such cluster */
    public ClusterData read(int cluster) {
        return read(cluster, null);
    }

    /** @param release id of the one that the cluster's nodes get now, with its tasks and repositories */
    public ClusterData readUpdate(int cluster, int release) {
        var current = releases.get((Integer)
                nailgun.queryForMap(CLUSTER, Map.of("cluster", cluster)).get("release_id"));
        var target = releases.get(release);
        var data = settings.orchestratorData(release);
        return read(
                cluster,
                release,
                node -> true,
                editable -> settings.of(cluster, editable, current, target),
                new UpdateFacts(
                        current.version().toString(),
                        data.map(OrchestratorData::facts).orElseGet(Json::object)));
    }

    /**
     * @param other id of a release that the cluster is seen with: with the version of its settings that is prepared for it, or else
     *     with the settings that the release has; null: its own
     */
    public ClusterData read(int cluster, Integer other) {
        return read(cluster, other, node -> true, UnaryOperator.identity(), null);
    }

    /**
     * The cluster as some of its nodes are told of it: with the settings of the version that they have, and no nodes but those of that
     * version.
     *
     * @throws Refusal 409 if they have not all the same version
     */
    public ClusterData readFor(int cluster, Collection<Integer> ids) {
        if (versions.releases(cluster).isEmpty()) {
            return read(cluster);
        }
        var releasesOfNodes = new HashMap<Integer, Integer>();
        var inForce = new HashSet<Integer>();
        nailgun.query(Sql.of("nailgun/deployment/releases-of-nodes"), Map.of("cluster", cluster), row -> {
            releasesOfNodes.put(row.getInt("id"), row.getInt("release_id"));
            inForce.add(row.getInt("in_force"));
        });
        var wanted = ids.stream()
                .map(releasesOfNodes::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        if (wanted.size() > 1) {
            throw Refusal.conflict("Nodes %s of cluster %d have settings of more than one release: %s."
                    .formatted(ids, cluster, wanted));
        }
        if (wanted.isEmpty()) {
            return read(cluster);
        }
        int release = wanted.get(0);
        return read(
                cluster,
                inForce.contains(release) ? null : release,
                node -> releasesOfNodes.get(node.id()) == release,
                UnaryOperator.identity(),
                null);
    }

    private ClusterData read(
            int cluster,
            Integer other,
            Predicate<ClusterData.Node> seen,
            UnaryOperator<ObjectNode> changed,
            UpdateFacts update) {
        var of = Map.of("cluster", cluster);
        var row = nailgun.queryForMap(CLUSTER, of);
        var version = other == null
                ? Optional.<VersionOverlay>empty()
                : versions.find(cluster, other).map(VersionOverlay::new);
        if (other != null) {
            row.put("release_id", other);
            row.put("pending_release_id", null);
            row.put("deployment_tasks", "[]");
        }
        var release = nailgun.queryForMap(RELEASE, Map.of("release", row.get("release_id")));
        var attributes = nailgun.queryForMap(ATTRIBUTES, of);
        version.ifPresent(settings -> settings.onCluster(row));
        version.ifPresent(settings -> settings.onAttributes(attributes));
        var editable = changed.apply(settings(cluster, attributes).needed("editable"));
        if (other != null && update == null && version.isEmpty()) {
            var wider = Json.object();
            Json.merge(
                    wider,
                    JsonRow.of("releases", release)
                            .objectOrNull("attributes_metadata")
                            .path("editable"));
            Json.merge(wider, editable);
            editable = wider;
        }
        var pluginRows = version.map(settings -> settings.plugins(nailgun)).orElseGet(() -> plugins.rows(cluster));
        var networkRows = nailgun.queryForList(NETWORKS, of);
        version.ifPresent(settings -> settings.onNetworks(networkRows));
        var networks = networkRows.stream().map(ClusterRows::network).toList();
        var names = new HashMap<Integer, String>();
        networks.forEach(network -> names.put(network.id(), network.name()));
        var addresses = nailgun.queryForList(ADDRESSES, Map.of("networks", names.keySet()));
        var neutron = nailgun.queryForList(NEUTRON, of);
        version.ifPresent(settings -> settings.onAddresses(addresses));
        version.ifPresent(settings -> settings.onParameters(neutron));
        return new ClusterData(
                cluster,
                ClusterRows.text(row, "mode"),
                ClusterRows.text(row, "status"),
                ClusterRows.text(row, "fuel_version"),
                Map.of(
                        "cluster", RowsAsJson.of(row),
                        "release", RowsAsJson.of(release),
                        "networking_parameters", RowsAsJson.of(neutron.isEmpty() ? Map.of() : neutron.get(0))),
                ClusterRows.release(release),
                pending(row),
                JsonRow.of("clusters", row).listOrNull("deployment_tasks"),
                PluginReader.enabled(pluginRows, editable),
                configurations(cluster),
                PluginReader.withAttributes(editable, pluginRows),
                settings(cluster, attributes).needed("generated"),
                neutron.isEmpty() ? null : ClusterRows.neutron(neutron.get(0)),
                networks,
                addresses.stream()
                        .filter(a -> a.get("node") == null)
                        .map(a -> ClusterRows.vip(a, names))
                        .filter(vip -> vip.name() != null)
                        .toList(),
                nodes.read(cluster, addresses, names).stream().filter(seen).toList(),
                addresses.stream()
                        .filter(a -> a.get("node") == null && ClusterData.ADMIN.equals(names.get(a.get("network"))))
                        .map(a -> ClusterRows.text(a, "ip_addr"))
                        .findFirst()
                        .orElse(""),
                // 8.0 has brought the column.
                new Rows(nailgun).has("cluster_plugins", "enabled") ? 8.0 : 7.0,
                update);
    }

    private static JsonRow settings(int cluster, Map<String, Object> row) {
        return new JsonRow("attributes", "cluster_id", cluster, column -> ClusterRows.text(row, column));
    }

    private Release pending(Map<String, Object> cluster) {
        return cluster.get("pending_release_id") == null
                ? null
                : ClusterRows.release(
                        nailgun.queryForMap(RELEASE, Map.of("release", cluster.get("pending_release_id"))));
    }

    private List<Configuration> configurations(int cluster) {
        if (!new Rows(nailgun).has("openstack_configs")) {
            return List.of();
        }
        return nailgun.queryForList(CONFIGURATIONS, Map.of("cluster", cluster)).stream()
                .map(ClusterRows::configuration)
                .toList();
    }
}
