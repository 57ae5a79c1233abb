package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.octane.json.Json;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Unreadable;

/**
 * How the row of a table looks in the API. Columns that are not named here are shown as they are, so that those which a
 * later Nailgun has are there too.
 *
 * @param table for who has to look at a row that can't be read
 * @param parsed columns of text that hold JSON
 * @param hidden columns that the API does not show
 * @param renamed columns with another name in the API
 */
record ApiColumns(String table, Set<String> parsed, Set<String> hidden, Map<String, String> renamed) {

    /** Columns that hold a list; all others hold an object. */
    private static final Set<String> LISTS = Set.of(
            "components",
            "can_update_from_versions",
            "compatible_fuel_versions",
            "components_metadata",
            "offloading_modes",
            "dns_nameservers",
            "floating_ranges",
            "vlan_range",
            "gre_id_range",
            "baremetal_range");

    /** What came of a task is an object for one, and a list for another. */
    private static final Set<String> ANY = Set.of("result");

    static final ApiColumns CLUSTER = new ApiColumns(
            "clusters",
            Set.of("ui_settings", "components"),
            Set.of(
                    "has_ready_nodes",
                    "replaced_deployment_info",
                    "replaced_provisioning_info",
                    "deployment_tasks",
                    "extensions",
                    "roles_metadata",
                    "volumes_metadata",
                    "tags_metadata"),
            Map.of());

    static final ApiColumns NODE = new ApiColumns(
            "nodes",
            Set.of("meta", "labels"),
            Set.of(
                    "uuid",
                    "timestamp",
                    "replaced_deployment_info",
                    "replaced_provisioning_info",
                    "primary_roles",
                    "primary_tags",
                    "attributes",
                    "vms_conf",
                    "network_template",
                    "extensions",
                    "wires",
                    "release_of_cluster"),
            Map.of("cluster_id", "cluster"));

    static final ApiColumns RELEASE = new ApiColumns(
            "releases",
            Set.of(
                    "attributes_metadata",
                    "can_update_from_versions",
                    "compatible_fuel_versions",
                    "components_metadata",
                    "modes_metadata",
                    "roles_metadata",
                    "tags_metadata",
                    "vmware_attributes_metadata",
                    "wizard_metadata"),
            Set.of(
                    "networks_metadata",
                    "volumes_metadata",
                    "deployment_tasks",
                    "modes",
                    "network_roles_metadata",
                    "extensions",
                    "node_attributes",
                    "nic_attributes",
                    "bond_attributes"),
            Map.of());

    static final ApiColumns TASK = new ApiColumns("tasks", Set.of("result"), Set.of(), Map.of("cluster_id", "cluster"));

    static final ApiColumns NOTIFICATION =
            new ApiColumns("notifications", Set.of(), Set.of(), Map.of("cluster_id", "cluster"));

    static final ApiColumns NETWORK =
            new ApiColumns("network_groups", Set.of("meta"), Set.of("release", "group_name"), Map.of());

    static final ApiColumns INTERFACE = new ApiColumns(
            "node_nic_interfaces",
            Set.of("interface_properties", "offloading_modes", "bond_properties", "attributes", "meta"),
            Set.of("node_id", "parent_id", "ip_addr", "netmask", "bond", "release_version"),
            Map.of());

    /** The same of another table that has such columns. */
    ApiColumns in(String other) {
        return new ApiColumns(other, parsed, hidden, renamed);
    }

    ObjectNode of(JsonNode row) {
        var shaped = Json.object();
        var documents = JsonRow.of(table, row);
        row.properties().forEach(column -> {
            var name = column.getKey();
            if (!hidden.contains(name)) {
                Unreadable.set(
                        shaped,
                        renamed.getOrDefault(name, name),
                        () -> parsed.contains(name) ? parsed(documents, name) : column.getValue());
            }
        });
        return shaped;
    }

    private static JsonNode parsed(JsonRow row, String column) {
        if (ANY.contains(column)) {
            return row.json(column);
        }
        return LISTS.contains(column) ? row.listOrNull(column) : row.objectOrNull(column);
    }
}
