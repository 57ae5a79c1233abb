package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData.Network;
import org.octane.nailgun.deployment.ClusterData.Neutron;
import org.octane.nailgun.deployment.ClusterData.Node;
import org.octane.nailgun.deployment.ClusterData.Release;
import org.octane.nailgun.deployment.ClusterData.Vip;
import org.octane.nailgun.model.Subnet;
import org.octane.sql.Sql;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads a cluster from a Nailgun database of Fuel 7.0 or 8.0; columns of the later are used where they are. */
public final class ClusterReader {

    private static final String CLUSTER = Sql.of("nailgun/deployment/cluster");
    private static final String RELEASE = Sql.of("nailgun/deployment/release");
    private static final String ATTRIBUTES = Sql.of("nailgun/deployment/attributes");
    private static final String NODES = Sql.of("nailgun/deployment/nodes");
    private static final String NETWORKS = Sql.of("nailgun/deployment/networks");
    private static final String ADDRESSES = Sql.of("nailgun/deployment/addresses");
    private static final String NEUTRON = Sql.of("nailgun/deployment/neutron");

    private final NamedParameterJdbcTemplate nailgun;
    private final PortReader ports;

    public ClusterReader(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
        this.ports = new PortReader(nailgun);
    }

    /** @throws IncorrectResultSizeDataAccessException there is no such cluster */
    public ClusterData read(int cluster) {
        var of = Map.of("cluster", cluster);
        var row = nailgun.queryForMap(CLUSTER, of);
        var release = nailgun.queryForMap(RELEASE, Map.of("release", row.get("release_id")));
        var attributes = nailgun.queryForMap(ATTRIBUTES, of);
        var networks = nailgun.queryForList(NETWORKS, of).stream()
                .map(ClusterReader::network)
                .toList();
        var names = new HashMap<Integer, String>();
        networks.forEach(network -> names.put(network.id(), network.name()));
        var addresses = nailgun.queryForList(ADDRESSES, Map.of("networks", names.keySet()));
        return new ClusterData(
                cluster,
                text(row, "mode"),
                text(row, "fuel_version"),
                new Release(
                        text(release, "version"),
                        Json.read(release.get("roles_metadata")),
                        Json.read(release.get("network_roles_metadata")),
                        tasks(row, release),
                        Json.read(release.get("attributes_metadata")).path("generated")),
                Json.read(attributes.get("editable")),
                Json.read(attributes.get("generated")),
                neutron(nailgun.queryForMap(NEUTRON, of)),
                networks,
                addresses.stream()
                        .filter(a -> a.get("node") == null)
                        .map(a -> vip(a, names))
                        .filter(vip -> vip.name() != null)
                        .toList(),
                nodes(cluster, addresses, names),
                addresses.stream()
                        .filter(a -> a.get("node") == null && ClusterData.ADMIN.equals(names.get(a.get("network"))))
                        .map(a -> text(a, "ip_addr"))
                        .findFirst()
                        .orElse(""));
    }

    /** A cluster's own tasks stand in for its release's. */
    private static JsonNode tasks(Map<String, Object> cluster, Map<String, Object> release) {
        var own = Json.read(cluster.get("deployment_tasks"));
        return own.isEmpty() ? Json.read(release.get("deployment_tasks")) : own;
    }

    private static Network network(Map<String, Object> row) {
        return new Network(
                (Integer) row.get("id"),
                text(row, "name"),
                row.get("cidr") == null ? null : Subnet.of(text(row, "cidr")),
                text(row, "gateway"),
                (Integer) row.get("vlan_start"),
                Json.read(row.get("meta")));
    }

    private static Vip vip(Map<String, Object> row, Map<Integer, String> networks) {
        var name = text(row, row.containsKey("vip_name") ? "vip_name" : "vip_type");
        return new Vip(name, text(row, "vip_namespace"), text(row, "ip_addr"), networks.get(row.get("network")));
    }

    private static Neutron neutron(Map<String, Object> row) {
        return new Neutron(
                text(row, "segmentation"),
                text(row, "base_mac"),
                Json.read(row.get("vlan_range")),
                Json.read(row.get("gre_id_range")),
                text(row, "internal_cidr"),
                text(row, "internal_gateway"),
                Json.read(row.get("dns_nameservers")),
                Json.read(row.get("floating_ranges")),
                row.get("internal_name") == null ? "net04" : text(row, "internal_name"),
                row.get("floating_name") == null ? "net04_ext" : text(row, "floating_name"));
    }

    private List<Node> nodes(int cluster, List<Map<String, Object>> addresses, Map<Integer, String> names) {
        var rows = nailgun.queryForList(NODES, Map.of("cluster", cluster));
        var ids = rows.stream().map(row -> (Integer) row.get("id")).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var nics = ports.nics(ids, names);
        var bonds = ports.bonds(ids, names);
        return rows.stream()
                .map(row -> {
                    var id = (Integer) row.get("id");
                    var own = new LinkedHashMap<String, String>();
                    addresses.stream()
                            .filter(a -> id.equals(a.get("node")))
                            .forEach(a -> own.putIfAbsent(names.get(a.get("network")), text(a, "ip_addr")));
                    return new Node(
                            id,
                            text(row, "hostname"),
                            text(row, "name"),
                            text(row, "status"),
                            text(row, "ip"),
                            Boolean.TRUE.equals(row.get("online")),
                            list(row.get("roles")),
                            list(row.get("pending_roles")),
                            list(row.containsKey("primary_tags") ? row.get("primary_tags") : row.get("primary_roles")),
                            text(row, "kernel_params"),
                            Json.read(row.get("volumes")),
                            row.get("vms_conf") == null ? Json.array() : Json.read(row.get("vms_conf")),
                            nics.getOrDefault(id, List.of()),
                            bonds.getOrDefault(id, List.of()),
                            own);
                })
                .toList();
    }

    static String text(Map<String, Object> row, String column) {
        var value = row.get(column);
        return value == null ? null : value.toString();
    }

    static List<String> list(Object array) {
        try {
            return array == null ? List.of() : Arrays.asList((String[]) ((Array) array).getArray());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
