package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Network;
import org.octane.nailgun.deployment.ClusterData.Node;
import org.octane.nailgun.deployment.ClusterData.Port;

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
            "br-mesh");

    private static final int PATCH_MTU = 65000;

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
        scheme.set("transformations", transformations());
        return scheme;
    }

    /** Role of a network to the bridge that serves it on this node; roles whose network isn't here are left out. */
    ObjectNode roles() {
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
        for (var nic : node.nics()) {
            interfaces
                    .putObject(nic.name())
                    .putObject("vendor_specific")
                    .put("bus_info", nic.bus())
                    .put("driver", nic.driver());
        }
        return interfaces;
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
        return endpoints;
    }

    static String adminGateway(ClusterData cluster) {
        var gateway = cluster.network(ClusterData.ADMIN).gateway();
        return gateway == null ? cluster.masterIp() : gateway;
    }

    private ArrayNode transformations() {
        var steps = Json.array();
        bridges().values().forEach(bridge -> add(steps, "add-br").put("name", bridge));
        if (cluster.isPublic(node)) {
            add(steps, "add-br").put("name", "br-floating").put("provider", "ovs");
            patch(steps, "br-floating", "br-ex");
        }
        if (cluster.neutron().vlan()) {
            privateBridge(steps);
        }
        node.bonds().forEach(bond -> bond(steps, bond));
        bridges().forEach((name, bridge) -> {
            var port = node.carrying(name);
            var network = cluster.network(name);
            if (port != null && (port.mode() == null || tag(network) != null)) {
                add(steps, "add-port").put("bridge", bridge).put("name", tagged(port, network));
            }
        });
        return steps;
    }

    /** Neutron's VLANs leave through the bridge that has their NIC, or through one made for that. */
    private void privateBridge(ArrayNode steps) {
        var port = node.carrying("private");
        add(steps, "add-br").put("name", "br-prv").put("provider", "ovs");
        if (port == null) {
            return;
        }
        var shared = bridges().entrySet().stream()
                .filter(b -> tag(cluster.network(b.getKey())) == null && port.equals(node.carrying(b.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("br-aux");
        if (shared.equals("br-aux")) {
            add(steps, "add-br").put("name", "br-aux");
        }
        patch(steps, "br-prv", shared);
        if (shared.equals("br-aux") && port.mode() == null) {
            add(steps, "add-port").put("bridge", "br-aux").put("name", port.name());
        }
    }

    private void bond(ArrayNode steps, Port bond) {
        var step = add(steps, "add-bond").put("name", bond.name());
        step.set("interfaces", Json.array(bond.slaves()));
        var properties =
                bond.properties().isObject() ? (ObjectNode) bond.properties().deepCopy() : Json.object();
        properties.put("mode", bond.mode());
        step.set("bond_properties", properties);
        bridges().forEach((name, bridge) -> {
            if (bond.networks().contains(name) && tag(cluster.network(name)) == null) {
                step.put("bridge", bridge);
            }
        });
    }

    private static Integer tag(Network network) {
        return network.name().equals(ClusterData.ADMIN) ? null : network.vlan();
    }

    private static String tagged(Port port, Network network) {
        return tag(network) == null ? port.name() : port.name() + "." + tag(network);
    }

    private static void patch(ArrayNode steps, String one, String other) {
        var step = add(steps, "add-patch").put("mtu", PATCH_MTU).put("provider", "ovs");
        step.putArray("bridges").add(one).add(other);
    }

    private static ObjectNode add(ArrayNode steps, String action) {
        return steps.addObject().put("action", action);
    }
}
