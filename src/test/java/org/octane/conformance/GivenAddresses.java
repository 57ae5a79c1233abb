package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Addresses in a message that nodes had not before: any free one of the network is right, for one node. */
record GivenAddresses(OracleAddresses before) {

    private static final Map<String, String> FIELDS = Map.of(
            "internal_address",
            "management",
            "public_address",
            "public",
            "storage_address",
            "storage",
            "private_address",
            "private");

    /** @param found address to what stands for it */
    void in(JsonNode message, Map<String, String> found) {
        var arguments = message.path("args");
        for (var node : arguments.at("/provisioning_info/nodes")) {
            node.path("interfaces")
                    .forEach(nic -> note(found, node.path("uid").asText(), "fuelweb_admin", nic.path("ip_address")));
        }
        var facts = arguments.path("deployment_info");
        for (var entry : facts) {
            var id = entry.path("uid").asText();
            note(found, id, "fuelweb_admin", entry.at("/network_scheme/endpoints/br-fw-admin/IP/0"));
            note(found, id, "private", entry.at("/network_scheme/endpoints/br-mesh/IP/0"));
            note(found, id, "baremetal", entry.at("/network_scheme/endpoints/br-baremetal/IP/0"));
            for (var node : entry.path("nodes")) {
                FIELDS.forEach((field, network) -> note(found, node.path("uid").asText(), network, node.path(field)));
            }
            for (var node : entry.at("/network_metadata/nodes")) {
                node.path("network_roles")
                        .properties()
                        .forEach(role ->
                                note(found, node.path("uid").asText(), network(role.getKey()), role.getValue()));
            }
        }
    }

    /** By one role of each network. */
    private static String network(String role) {
        return switch (role) {
            case "admin/pxe", "fw-admin" -> "fuelweb_admin";
            case "neutron/mesh" -> "private";
            case "ironic/baremetal" -> "baremetal";
            default -> "";
        };
    }

    private void note(Map<String, String> found, String node, String network, JsonNode value) {
        if (!value.isTextual() || network.isEmpty() || before.given().containsKey(node + "/" + network)) {
            return;
        }
        var address = value.textValue().replaceFirst("/.*", "");
        if (before.isFree(network, address)) {
            var other = found.put(address, "<free " + network + " of " + node + ">");
            if (other != null && !other.equals(found.get(address))) {
                found.put(address, other + found.get(address));
            }
        }
    }
}
