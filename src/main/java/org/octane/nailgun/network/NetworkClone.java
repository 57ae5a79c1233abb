package org.octane.nailgun.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.json.Json;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Gives a seed the node groups, networks, ranges and networking parameters of its original. */
public final class NetworkClone {

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final Networks networks;

    public NetworkClone(NamedParameterJdbcTemplate jdbc, Rows rows, Networks networks) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.networks = networks;
    }

    /** Traffic has to flow over the same networks in the new release, unless a template says over which. */
    public void check(int original, Release from, Release to) {
        if (!networks.hasTemplate(original) && !mapping(to).containsAll(mapping(from))) {
            throw Refusal.invalid("Network changes during upgrade is not supported.");
        }
    }

    public void copy(int original, int seed, Release release) {
        var groups = new HashMap<Integer, Integer>();
        networks.groups(original)
                .forEach((name, id) -> groups.put(id, rows.copy("nodegroups", id, Map.of("cluster_id", seed))));
        for (var row : networks.rows(original)) {
            if (!row.get("group_id").isNull()) {
                copy(row, groups.get(row.get("group_id").intValue()), release.id());
            }
        }
        jdbc.update(Sql.of("nailgun/network/copy-ranges"), Map.of("original", original, "seed", seed));
        copyParameters(original, seed, release);
    }

    /** Rows of a cluster's own networks as they are in a release; they stay where they are. */
    public List<ObjectNode> rowsIn(int cluster, Release release) {
        return networks.rows(cluster).stream()
                .filter(row -> !row.get("group_id").isNull())
                .map(row -> row.<ObjectNode>deepCopy()
                        .put("release", release.id())
                        .put("meta", meta(row).toString()))
                .toList();
    }

    /** Networking parameters of a cluster as they are in a release; null if it has none. */
    public ObjectNode parametersIn(int cluster, Release release) {
        if (!(networks.parameters(cluster) instanceof ObjectNode parameters)) {
            return null;
        }
        var defaults = release.networks()
                .path(provider(parameters.get("discriminator").textValue()))
                .path("config");
        parameters.setAll(Json.<ObjectNode>tree(fresh(parameters, defaults)));
        return parameters;
    }

    private void copy(JsonNode row, int group, int release) {
        var id = row.get("id").intValue();
        var changed = new HashMap<String, Object>();
        changed.put("group_id", group);
        changed.put("release", release);
        changed.put("meta", meta(row).toString());
        rows.copy("network_groups", id, changed);
    }

    /** Nailgun's defaults under what the original says, and the network's own range where it is told by ranges. */
    private static ObjectNode meta(JsonNode row) {
        var meta = Json.object()
                .put("notation", "cidr")
                .putNull("render_type")
                .put("map_priority", 2)
                .put("configurable", true)
                .put("use_gateway", false);
        meta.set("name", row.get("name"));
        meta.set("vlan_start", row.get("vlan_start"));
        meta.setAll(JsonRow.of("network_groups", row).object("meta"));
        if (meta.path("notation").asText().equals("ip_ranges")) {
            meta.set("cidr", row.get("cidr"));
            if (!row.get("ip_ranges").isEmpty()) {
                meta.set("ip_range", row.get("ip_ranges").get(0));
            }
        }
        return meta;
    }

    private void copyParameters(int original, int seed, Release release) {
        var parameters = networks.parameters(original);
        if (parameters == null) {
            return;
        }
        var id = parameters.get("id").intValue();
        var copy = rows.copy("networking_configs", id, Map.of("cluster_id", seed));
        var table = parameters.get("discriminator").textValue();
        var values = fresh(parameters, release.networks().path(provider(table)).path("config"));
        values.put("id", copy);
        rows.copy(table, id, values);
    }

    private static String provider(String table) {
        return table.equals("nova_network_config") ? "nova_network" : "neutron";
    }

    /** Parameters that the original does not have are those of the release. */
    private static Map<String, Object> fresh(JsonNode parameters, JsonNode defaults) {
        var values = new HashMap<String, Object>();
        for (var field : defaults.properties()) {
            var present = parameters.path(field.getKey());
            if (present.isNull() || present.asText().equals("[]")) {
                values.put(
                        field.getKey(),
                        field.getValue().isTextual()
                                ? field.getValue().textValue()
                                : field.getValue().toString());
            }
        }
        return values;
    }

    private static Set<List<String>> mapping(Release release) {
        var mapping = new HashSet<List<String>>();
        release.networkRoles()
                .forEach(role -> mapping.add(List.of(
                        role.path("id").asText(), role.path("default_mapping").asText())));
        return mapping;
    }
}
