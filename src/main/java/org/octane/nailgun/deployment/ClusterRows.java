package org.octane.nailgun.deployment;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.deployment.ClusterData.Configuration;
import org.octane.nailgun.deployment.ClusterData.Network;
import org.octane.nailgun.deployment.ClusterData.Neutron;
import org.octane.nailgun.deployment.ClusterData.Release;
import org.octane.nailgun.deployment.ClusterData.Vip;
import org.octane.nailgun.model.Subnet;
import org.octane.nailgun.rows.JsonRow;

/** Rows of Nailgun's tables, of Fuel 7.0 or 8.0, as parts of {@link ClusterData}. */
final class ClusterRows {

    private ClusterRows() {}

    static Release release(Map<String, Object> row) {
        var documents = JsonRow.of("releases", row);
        return new Release(
                text(row, "version"),
                text(row, "operating_system"),
                documents.objectOrNull("roles_metadata"),
                documents.listOrNull("network_roles_metadata"),
                documents.listOrNull("deployment_tasks"),
                documents.objectOrNull("attributes_metadata").path("generated"));
    }

    static Network network(Map<String, Object> row) {
        return new Network(
                (Integer) row.get("id"),
                text(row, "name"),
                subnet(row),
                text(row, "gateway"),
                (Integer) row.get("vlan_start"),
                JsonRow.of("network_groups", row).objectOrNull("meta"));
    }

    private static Subnet subnet(Map<String, Object> row) {
        var cidr = text(row, "cidr");
        return cidr == null
                ? null
                : Subnet.find(cidr).orElseThrow(() -> JsonRow.of("network_groups", row)
                        .holds("cidr", "'" + cidr + "'", Subnet.WORDS));
    }

    static Vip vip(Map<String, Object> row, Map<Integer, String> networks) {
        var name = text(row, row.containsKey("vip_name") ? "vip_name" : "vip_type");
        return new Vip(name, text(row, "vip_namespace"), text(row, "ip_addr"), networks.get(row.get("network")));
    }

    static Neutron neutron(Map<String, Object> row) {
        var documents = JsonRow.of("neutron_config", row);
        var shared = JsonRow.of("networking_configs", row);
        return new Neutron(
                text(row, "segmentation"),
                text(row, "base_mac"),
                documents.listOrNull("vlan_range"),
                documents.listOrNull("gre_id_range"),
                text(row, "internal_cidr"),
                text(row, "internal_gateway"),
                shared.listOrNull("dns_nameservers"),
                shared.listOrNull("floating_ranges"),
                row.get("internal_name") == null ? "net04" : text(row, "internal_name"),
                row.get("floating_name") == null ? "net04_ext" : text(row, "floating_name"),
                text(row, "baremetal_gateway"),
                documents.listOrNull("baremetal_range"));
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
                JsonRow.of("openstack_configs", row).objectOrNull("configuration"));
    }
}
