package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;

/** What the network scheme of a release before 7.0 has of its own: few roles, and each bridge names its hardware. */
record NetworkScheme61(ClusterData cluster, Node node) {

    private static final Map<String, String> NETWORKS =
            Map.of("br-ex", "public", "br-mgmt", "management", "br-storage", "storage");

    ObjectNode roles() {
        var roles = Json.object();
        roles.put("management", "br-mgmt");
        roles.put("storage", "br-storage");
        roles.put("fw-admin", "br-fw-admin");
        if (cluster.isPublic(node)) {
            roles.put("ex", "br-ex");
            roles.put("neutron/floating", "br-floating");
        }
        if (cluster.neutron().vlan()) {
            roles.put("neutron/private", "br-prv");
        } else {
            roles.put("neutron/mesh", "br-mesh");
        }
        return roles;
    }

    void addHardware(ObjectNode endpoints) {
        new LinkedHashMap<>(NETWORKS).forEach((bridge, network) -> {
            if (endpoints.path(bridge) instanceof ObjectNode endpoint) {
                var vlan = cluster.network(network).vlan();
                hardware(endpoint, network, vlan == null || vlan <= 1 ? null : Json.tree(vlan));
            }
        });
        if (endpoints.path("br-prv") instanceof ObjectNode endpoint) {
            var range = cluster.neutron().vlanRange();
            hardware(
                    endpoint,
                    "private",
                    Json.tree(range.path(0).asText() + ":" + range.path(1).asText()));
        }
    }

    private void hardware(ObjectNode endpoint, String network, JsonNode vlans) {
        var port = node.carrying(network);
        if (port == null) {
            return;
        }
        var hardware = endpoint.putObject("vendor_specific");
        var names = hardware.putArray("phy_interfaces");
        if (port.slaves().isEmpty()) {
            names.add(port.name());
        }
        port.slaves().forEach(names::add);
        if (vlans != null) {
            hardware.set("vlans", vlans);
        }
    }
}
