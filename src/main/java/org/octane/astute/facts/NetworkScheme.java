package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;
import org.octane.nailgun.deployment.Port;

/** Bridges, ports and addresses of one node: network scheme 1.1, Linux bridges with Neutron's own on Open vSwitch. */
public record NetworkScheme(ClusterData cluster, Node node) {

    private static final Map<String, String> BRIDGES = Map.of(
            ClusterData.ADMIN,
            "br-fw-admin",
            "management",
            "br-mgmt",
            "storage",
            "br-storage",
            "public",
            "br-ex",
            "private",
            "br-mesh",
            ClusterData.BARE_METAL,
            "br-baremetal");

    /** Bridge per network, in the order they are built. */
    Map<String, String> bridges() {
        var bridges = new LinkedHashMap<String, String>();
        cluster.networksWithAddress(node).forEach(network -> bridges.put(network, BRIDGES.get(network)));
        return bridges;
    }

    ObjectNode serialize() {
        var scheme = Json.object();
        scheme.put("version", "1.1");
        scheme.put("provider", "lnx");
        scheme.set("interfaces", interfaces());
        scheme.set("endpoints", endpoints());
        scheme.set("roles", roles());
        scheme.set("transformations", new Transformations(cluster, node, bridges()).serialize());
        return scheme;
    }

    /** Role of a network to the bridge that serves it on this node; roles whose network isn't here are left out. */
    ObjectNode roles() {
        if (cluster.release().fuel() < 7) {
            return new NetworkScheme61(cluster, node).roles();
        }
        var bridges = bridges();
        var roles = Json.object();
        for (JsonNode role : cluster.release().networkRoles()) {
            var id = role.path("id").asText();
            var bridge = bridges.get(role.path("default_mapping").asText());
            if (id.equals("neutron/floating")) {
                bridge = cluster.isPublic(node) ? "br-floating" : null;
            } else if (id.equals("neutron/private")) {
                bridge = cluster.neutron().vlan() ? "br-prv" : null;
            }
            if (bridge != null) {
                roles.put(id, bridge);
            }
        }
        return roles;
    }

    private ObjectNode interfaces() {
        var interfaces = Json.object();
        var slaves =
                node.bonds().stream().flatMap(bond -> bond.slaves().stream()).toList();
        for (var nic : node.nics()) {
            var entry = interfaces.putObject(nic.name());
            if (!slaves.contains(nic.name())) {
                properties(entry, nic);
            }
            if (nic.bus() != null || nic.driver() != null) {
                entry.withObjectProperty("vendor_specific")
                        .put("bus_info", nic.bus())
                        .put("driver", nic.driver());
            }
        }
        return interfaces;
    }

    static void properties(ObjectNode entry, Port port) {
        if (port.interfaceProperties().path("mtu").asInt() > 0) {
            entry.set("mtu", port.interfaceProperties().get("mtu"));
        }
        if (port.interfaceProperties().path("disable_offloading").asBoolean()) {
            entry.putObject("vendor_specific").put("disable_offloading", true);
        }
    }

    private ObjectNode endpoints() {
        var endpoints = Json.object();
        bridges().forEach((name, bridge) -> {
            var endpoint = endpoints.putObject(bridge);
            var address = node.addresses().get(name);
            if (address == null) {
                endpoint.put("IP", "none");
            } else {
                endpoint.putArray("IP")
                        .add(address + "/" + cluster.network(name).cidr().prefix());
            }
        });
        if (cluster.isPublic(node)) {
            endpoints
                    .withObjectProperty("br-ex")
                    .put("gateway", cluster.network("public").gateway());
            endpoints.putObject("br-floating").put("IP", "none");
        } else {
            endpoints.withObjectProperty("br-fw-admin").put("gateway", adminGateway(cluster));
        }
        if (cluster.neutron().vlan()) {
            endpoints.putObject("br-prv").put("IP", "none");
        }
        if (cluster.release().fuel() < 7) {
            new NetworkScheme61(cluster, node).addHardware(endpoints);
        }
        return endpoints;
    }

    static String adminGateway(ClusterData cluster) {
        var gateway = cluster.network(ClusterData.ADMIN).gateway();
        return gateway == null ? cluster.masterIp() : gateway;
    }
}
