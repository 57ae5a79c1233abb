package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;

/** The addresses of a cluster's nodes by network role, and its virtual addresses; since Fuel 7.0. */
record NetworkMetadata(ClusterData cluster, String dnsDomain) {

    ObjectNode serialize() {
        var metadata = Json.object();
        var nodes = metadata.putObject("nodes");
        cluster.nodes().forEach(node -> nodes.set(node.hostname(), node(node)));
        var vips = metadata.putObject("vips");
        cluster.vips().forEach(vip -> {
            var declared = declaration(vip.name());
            if (declared != null) {
                var entry = vips.putObject(vip.name());
                if (cluster.masterVersion() >= 8) {
                    entry.set("vendor_specific", declared.vip().get("vendor_specific"));
                }
                entry.put("ipaddr", vip.address())
                        .put("namespace", declared.vip().path("namespace").asText())
                        .put("network_role", declared.role())
                        .set("node_roles", holders(declared.vip()));
            }
        });
        return metadata;
    }

    private ObjectNode node(Node node) {
        var entry = Json.object();
        entry.put("fqdn", node.hostname() + "." + dnsDomain);
        entry.put("name", node.hostname());
        entry.put("uid", node.uid());
        entry.put("swift_zone", node.uid());
        entry.put("user_node_name", node.name());
        entry.set("node_roles", Json.array(node.deploymentRoles()));
        var scheme = new NetworkScheme(cluster, node);
        var networks = scheme.bridges();
        var roles = entry.putObject("network_roles");
        scheme.roles().properties().forEach(role -> {
            var bridge = role.getValue().asText();
            roles.put(
                    role.getKey(),
                    networks.entrySet().stream()
                            .filter(n -> n.getValue().equals(bridge))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .map(node.addresses()::get)
                            .orElse(null));
        });
        // On nodes without the public network, too: the role has no address anywhere.
        roles.putNull("neutron/floating");
        return entry;
    }

    private record Declaration(String role, JsonNode vip) {}

    private Declaration declaration(String name) {
        for (JsonNode role : cluster.release().networkRoles()) {
            for (JsonNode vip : role.path("properties").path("vip")) {
                if (vip.path("name").asText().equals(name)) {
                    return new Declaration(role.path("id").asText(), vip);
                }
            }
        }
        return null;
    }

    private static ArrayNode holders(JsonNode vip) {
        return vip.path("node_roles").isArray()
                ? (ArrayNode) vip.path("node_roles")
                : Json.array().add("controller").add("primary-controller");
    }
}
