package org.octane.nailgun.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.rows.JsonRow;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads the NICs and bonds of nodes, and which networks they carry. */
record PortReader(NamedParameterJdbcTemplate nailgun) {

    private static final String NIC_TABLE = "node_nic_interfaces";
    private static final String BOND_TABLE = "node_bond_interfaces";
    private static final String NICS = Sql.of("nailgun/deployment/interfaces");
    private static final String NIC_NETWORKS = Sql.of("nailgun/deployment/interface-networks");
    private static final String BONDS = Sql.of("nailgun/deployment/bonds");
    private static final String BOND_NETWORKS = Sql.of("nailgun/deployment/bond-networks");

    /** By node, sorted by name. */
    Map<Integer, List<Port>> nics(List<Integer> nodes, Map<Integer, String> networkNames) {
        var carried = carried(NIC_NETWORKS, nodes, networkNames);
        return ports(
                NIC_TABLE,
                nailgun.queryForList(NICS, Map.of("nodes", nodes)),
                "interface_properties",
                carried,
                Map.of());
    }

    /** By node, sorted by name. */
    Map<Integer, List<Port>> bonds(List<Integer> nodes, Map<Integer, String> networkNames) {
        var slaves = new HashMap<Integer, List<String>>();
        nailgun.queryForList(NICS, Map.of("nodes", nodes)).stream()
                .filter(row -> row.get("parent_id") != null)
                .forEach(row -> slaves.computeIfAbsent((Integer) row.get("parent_id"), bond -> new ArrayList<>())
                        .add(ClusterRows.text(row, "name")));
        var carried = carried(BOND_NETWORKS, nodes, networkNames);
        return ports(
                BOND_TABLE, nailgun.queryForList(BONDS, Map.of("nodes", nodes)), "bond_properties", carried, slaves);
    }

    /** NICs have no mode, and bonds neither driver nor bus. */
    private static Map<Integer, List<Port>> ports(
            String table,
            List<Map<String, Object>> rows,
            String properties,
            Map<Integer, List<String>> carried,
            Map<Integer, List<String>> slaves) {
        var ports = new HashMap<Integer, List<Port>>();
        for (var row : rows) {
            var id = (Integer) row.get("id");
            var documents = JsonRow.of(table, row);
            ports.computeIfAbsent((Integer) row.get("node_id"), node -> new ArrayList<>())
                    .add(new Port(
                            id,
                            ClusterRows.text(row, "name"),
                            ClusterRows.text(row, "mac"),
                            Boolean.TRUE.equals(row.get("pxe")),
                            ClusterRows.text(row, "driver"),
                            ClusterRows.text(row, "bus_info"),
                            carried.getOrDefault(id, List.of()),
                            ClusterRows.text(row, "mode"),
                            documents.objectOrNull(properties),
                            documents.objectOrNull("interface_properties"),
                            slaves.getOrDefault(id, List.of())));
        }
        return ports;
    }

    private Map<Integer, List<String>> carried(String sql, List<Integer> nodes, Map<Integer, String> names) {
        var carried = new HashMap<Integer, List<String>>();
        for (var row : nailgun.queryForList(sql, Map.of("nodes", nodes))) {
            var name = names.get(row.get("network"));
            if (name != null) {
                carried.computeIfAbsent((Integer) row.get("interface"), id -> new ArrayList<>())
                        .add(name);
            }
        }
        return carried;
    }
}
