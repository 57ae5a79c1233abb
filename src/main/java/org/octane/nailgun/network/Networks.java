package org.octane.nailgun.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.model.Network;
import org.octane.nailgun.rows.JsonRow;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The network groups of clusters. */
public final class Networks {

    private final NamedParameterJdbcTemplate jdbc;

    public Networks(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Rows of a cluster's networks with the name of their node group and their ranges, the admin network last. */
    public List<JsonNode> rows(int cluster) {
        return jdbc.query(
                Sql.of("nailgun/network/network-groups"),
                Map.of("cluster_id", cluster),
                (row, n) -> Json.read(row.getString(1)));
    }

    public List<Network> of(int cluster) {
        return rows(cluster).stream().map(Networks::network).toList();
    }

    /** Networks of one cluster to those of another with the same name in the like node group; the admin network to itself. */
    public Map<Integer, Integer> mapping(int from, int to) {
        var groups = NodeGroups.of(jdbc, to);
        var others = NodeGroups.of(jdbc, from);
        var targets = rows(to);
        var mapping = new LinkedHashMap<Integer, Integer>();
        for (var network : rows(from)) {
            targets.stream()
                    .filter(target -> target.get("name").equals(network.get("name"))
                            && groups.areAlike(target.get("group_id"), network.get("group_id"), others))
                    .forEach(target -> mapping.put(
                            network.get("id").intValue(), target.get("id").intValue()));
        }
        return mapping;
    }

    /** Node groups of a cluster by name. */
    public Map<String, Integer> groups(int cluster) {
        return NodeGroups.of(jdbc, cluster).byName();
    }

    /**
     * The node group of a cluster that takes the place of another's: its default one for the default one and for none at all,
     * otherwise that of the same name.
     *
     * @throws Refusal if there is none
     */
    public int groupLike(Integer group, int from, int to) {
        return NodeGroups.of(jdbc, to)
                .like(group, NodeGroups.of(jdbc, from))
                .orElseThrow(() -> Refusal.conflict(
                        "Cluster %d has no node group like group %d of cluster %d.".formatted(to, group, from)));
    }

    /** Whether an uploaded template decides about networks, so that their assignment to interfaces is left alone. */
    public boolean hasTemplate(int cluster) {
        var parameters = parameters(cluster);
        return parameters != null
                && !JsonRow.of("networking_configs", parameters)
                        .json("configuration_template")
                        .isNull();
    }

    /** Whether a node of the cluster has a template of its own. */
    public boolean hasNodeTemplates(int cluster) {
        return jdbc.queryForList(Sql.of("nailgun/network/node-templates"), Map.of("cluster_id", cluster)).stream()
                .anyMatch(row ->
                        !JsonRow.of("nodes", row).json("network_template").isNull());
    }

    /** Columns of both tables of networking parameters; null if the cluster has none. */
    public JsonNode parameters(int cluster) {
        var found =
                jdbc.query(Sql.of("nailgun/network/networking-parameters"), Map.of("cluster_id", cluster), (row, n) -> {
                    var all = Json.object(row.getString(2));
                    all.setAll(Json.object(row.getString(1)));
                    return all;
                });
        return found.isEmpty() ? null : found.get(0);
    }

    /** Sentences about what differs between the networks of two clusters. */
    public List<String> differences(int original, int seed) {
        var differences = new ArrayList<String>();
        var theirs = new LinkedHashMap<String, JsonNode>();
        rows(seed).forEach(row -> theirs.put(key(network(row)), row));
        for (var row : rows(original)) {
            var other = theirs.get(key(network(row)));
            for (var column : List.of("cidr", "gateway", "vlan_start", "ip_ranges")) {
                if (other == null || !row.get(column).equals(other.get(column))) {
                    differences.add("network " + row.get("name").textValue() + ": " + column);
                }
            }
        }
        var parameters = parameters(seed);
        for (var field : parameters(original).properties()) {
            if (!List.of("id", "cluster_id").contains(field.getKey())
                    && !field.getValue().isNull()
                    && !field.getValue().asText().equals("[]")
                    && !field.getValue().equals(parameters.get(field.getKey()))) {
                differences.add("networking parameter " + field.getKey());
            }
        }
        return differences;
    }

    private static Network network(JsonNode row) {
        return new Network(
                row.get("id").intValue(),
                row.get("name").textValue(),
                row.get("group_name").textValue(),
                row.get("cidr").textValue(),
                row.get("gateway").textValue(),
                row.get("vlan_start").isNull() ? null : row.get("vlan_start").intValue());
    }

    private static String key(Network network) {
        return network.group() + "/" + network.name();
    }
}
