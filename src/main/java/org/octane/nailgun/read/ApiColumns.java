package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.octane.json.Json;

/**
 * How the row of a table looks in the API. Columns that are not named here are shown as they are, so that those which a
 * later Nailgun has are there too.
 *
 * @param parsed columns of text that hold JSON
 * @param hidden columns that the API does not show
 * @param renamed columns with another name in the API
 */
record ApiColumns(Set<String> parsed, Set<String> hidden, Map<String, String> renamed) {

    static final ApiColumns CLUSTER = new ApiColumns(
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

    static final ApiColumns TASK = new ApiColumns(Set.of("result"), Set.of(), Map.of("cluster_id", "cluster"));

    static final ApiColumns NOTIFICATION = new ApiColumns(Set.of(), Set.of(), Map.of("cluster_id", "cluster"));

    static final ApiColumns NETWORK = new ApiColumns(Set.of("meta"), Set.of("release", "group_name"), Map.of());

    static final ApiColumns INTERFACE = new ApiColumns(
            Set.of("interface_properties", "offloading_modes", "bond_properties", "attributes", "meta"),
            Set.of("node_id", "parent_id", "ip_addr", "netmask", "bond", "release_version"),
            Map.of());

    ObjectNode of(JsonNode row) {
        var shaped = Json.object();
        row.properties().forEach(column -> {
            var name = column.getKey();
            if (!hidden.contains(name)) {
                shaped.set(
                        renamed.getOrDefault(name, name),
                        parsed.contains(name) ? Json.read(column.getValue().textValue()) : column.getValue());
            }
        });
        return shaped;
    }
}
