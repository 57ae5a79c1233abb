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
record Columns(Set<String> parsed, Set<String> hidden, Map<String, String> renamed) {

    static final Columns CLUSTER = new Columns(
            Set.of("ui_settings", "components"),
            Set.of(
                    "replaced_deployment_info",
                    "replaced_provisioning_info",
                    "deployment_tasks",
                    "extensions",
                    "roles_metadata",
                    "volumes_metadata",
                    "tags_metadata"),
            Map.of());

    static final Columns NODE = new Columns(
            Set.of("meta", "labels"),
            Set.of(
                    "uuid",
                    "timestamp",
                    "agent_checksum",
                    "replaced_deployment_info",
                    "replaced_provisioning_info",
                    "primary_roles",
                    "primary_tags",
                    "attributes",
                    "vms_conf",
                    "network_template",
                    "extensions",
                    "wires"),
            Map.of("cluster_id", "cluster"));

    static final Columns RELEASE = new Columns(
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

    static final Columns TASK = new Columns(Set.of("result"), Set.of(), Map.of("cluster_id", "cluster"));

    static final Columns NOTIFICATION = new Columns(Set.of(), Set.of(), Map.of("cluster_id", "cluster"));

    static final Columns NETWORK = new Columns(Set.of("meta"), Set.of("release", "group_name"), Map.of());

    static final Columns INTERFACE = new Columns(
            Set.of("interface_properties", "offloading_modes", "bond_properties", "meta"),
            Set.of("node_id", "parent_id", "ip_addr", "netmask", "bond", "attributes"),
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
