package org.octane.nailgun.deployment;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData.Configuration;
import org.octane.nailgun.deployment.ClusterData.Network;
import org.octane.nailgun.deployment.ClusterData.Neutron;
import org.octane.nailgun.deployment.ClusterData.Release;
import org.octane.nailgun.deployment.ClusterData.Vip;
import org.octane.nailgun.model.Subnet;

/** Rows of Nailgun's tables, of Fuel 7.0 or 8.0, as parts of {@link ClusterData}. */
final class ClusterRows {

    private ClusterRows() {}

    static Release release(Map<String, Object> row) {
        return new Release(
                text(row, "version"),
                text(row, "operating_system"),
                Json.read(row.get("roles_metadata")),
                Json.read(row.get("network_roles_metadata")),
                Json.read(row.get("deployment_tasks")),
                Json.read(row.get("attributes_metadata")).path("generated"));
    }

    static Network network(Map<String, Object> row) {
        return new Network(
                (Integer) row.get("id"),
                text(row, "name"),
                row.get("cidr") == null ? null : Subnet.of(text(row, "cidr")),
                text(row, "gateway"),
                (Integer) row.get("vlan_start"),
                Json.read(row.get("meta")));
    }

    static Vip vip(Map<String, Object> row, Map<Integer, String> networks) {
        var name = text(row, row.containsKey("vip_name") ? "vip_name" : "vip_type");
        return new Vip(name, text(row, "vip_namespace"), text(row, "ip_addr"), networks.get(row.get("network")));
    }

    static Neutron neutron(Map<String, Object> row) {
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
                row.get("floating_name") == null ? "net04_ext" : text(row, "floating_name"),
                text(row, "baremetal_gateway"),
                Json.read(row.get("baremetal_range")));
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

    static Configuration configuration(Map<String, Object> row) {
        return new Configuration(
                text(row, "config_type"),
                text(row, "node_role"),
                (Integer) row.get("node_id"),
                Json.read(row.get("configuration")));
    }
}
