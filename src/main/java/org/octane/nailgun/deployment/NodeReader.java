package org.octane.nailgun.deployment;

import static org.octane.nailgun.deployment.ClusterRows.list;
import static org.octane.nailgun.deployment.ClusterRows.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.nailgun.deployment.ClusterData.Node;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads the nodes of a cluster. */
final class NodeReader {

    private static final String NODES = Sql.of("nailgun/deployment/nodes");
    private static final String MACHINES = Sql.of("nailgun/deployment/virtual-machines");

    private final NamedParameterJdbcTemplate nailgun;
    private final PortReader ports;

    NodeReader(NamedParameterJdbcTemplate nailgun) {
        this.nailgun = nailgun;
        this.ports = new PortReader(nailgun);
    }

    /**
     * @param addresses rows of the networks
     * @param names of the networks by id
     */
    List<Node> read(int cluster, List<Map<String, Object>> addresses, Map<Integer, String> names) {
        var rows = nailgun.queryForList(NODES, Map.of("cluster", cluster));
        var ids = rows.stream().map(row -> (Integer) row.get("id")).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var nics = ports.nics(ids, names);
        var bonds = ports.bonds(ids, names);
        var machines = machines(ids);
        var own = new LinkedHashMap<Object, Map<String, String>>();
        addresses.forEach(address -> own.computeIfAbsent(address.get("node"), node -> new LinkedHashMap<>())
                .putIfAbsent(names.get(address.get("network")), text(address, "ip_addr")));
        return rows.stream()
                .map(row -> {
                    var id = (Integer) row.get("id");
                    var documents = JsonRow.of("nodes", row);
                    return new Node(
                            id,
                            hostname(row),
                            text(row, "name"),
                            text(row, "status"),
                            text(row, "error_type"),
                            text(row, "ip"),
                            Boolean.TRUE.equals(row.get("online")),
                            Boolean.TRUE.equals(row.get("pending_deletion")),
                            list(row.get("roles")),
                            list(row.get("pending_roles")),
                            list(row.containsKey("primary_tags") ? row.get("primary_tags") : row.get("primary_roles")),
                            text(row, "kernel_params"),
                            NodeVolumes.of(id, text(row, "volumes")),
                            Optional.ofNullable(machines.get(id)).orElseGet(() -> documents.list("vms_conf")),
                            nics.getOrDefault(id, List.of()),
                            bonds.getOrDefault(id, List.of()),
                            own.getOrDefault(id, Map.of()),
                            documents.json("replaced_deployment_info"),
                            documents.objectOrNull("replaced_provisioning_info"));
                })
                .toList();
    }

    /** What virtual machines nodes are to have; before Fuel 9 in a table of its own. */
    private Map<Integer, JsonNode> machines(List<Integer> nodes) {
        var machines = new HashMap<Integer, JsonNode>();
        if (new Rows(nailgun).has("node_attributes")) {
            nailgun.queryForList(MACHINES, Map.of("nodes", nodes)).stream()
                    .filter(row -> row.get("vms_conf") != null)
                    .forEach(row -> machines.put(
                            (Integer) row.get("node_id"),
                            JsonRow.of("node_attributes", "node_id", row).list("vms_conf")));
        }
        return machines;
    }

    /** Nailgun's own for one that has none. */
    private static String hostname(Map<String, Object> row) {
        var name = text(row, "hostname");
        return name == null || name.isEmpty() ? "node-" + row.get("id") : name;
    }
}
