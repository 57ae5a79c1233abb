package org.octane.astute.facts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;
import org.octane.nailgun.deployment.Port;

/**
 * The steps that build a node's bridges and put its ports into them, in order.
 *
 * @param bridges of the networks that have one here
 */
record Transformations(ClusterData cluster, Node node, Map<String, String> bridges) {

    private static final int PATCH_MTU = 65000;
    private static final String BARE_METAL = "br-baremetal";
    private static final String AUXILIARY = "br-aux";

    /** A bridge that a port is in. @param vlan null: untagged */
    private record Use(String bridge, Integer vlan) {}

    ArrayNode serialize() {
        var steps = Json.array();
        bridges.values().forEach(bridge -> add(steps, "add-br").put("name", bridge));
        if (cluster.isPublic(node)) {
            add(steps, "add-br").put("name", "br-floating").put("provider", "ovs");
            patch(steps, "br-floating", "br-ex").put("mtu", PATCH_MTU);
        }
        if (cluster.neutron().vlan()) {
            privateBridge(steps);
        }
        var slaves =
                node.bonds().stream().flatMap(bond -> bond.slaves().stream()).toList();
        node.nics().stream().filter(nic -> !slaves.contains(nic.name())).forEach(nic -> ports(steps, nic, uses(nic)));
        node.bonds().forEach(bond -> bond(steps, bond));
        if (cluster.hasBareMetal()) {
            add(steps, "add-br").put("name", "br-ironic").put("provider", "ovs");
            patch(steps, "br-ironic", BARE_METAL);
        }
        return steps;
    }

    /** Neutron's VLANs leave through the bridge that has their port untagged, or through one made for that. */
    private void privateBridge(ArrayNode steps) {
        add(steps, "add-br").put("name", "br-prv").put("provider", "ovs");
        if (node.carrying("private") == null) {
            return;
        }
        if (shared().isEmpty()) {
            add(steps, "add-br").put("name", AUXILIARY);
        }
        patch(steps, "br-prv", shared().stream().findFirst().orElse(AUXILIARY)).put("mtu", PATCH_MTU);
    }

    private List<String> shared() {
        var port = node.carrying("private");
        return networkUses(port).stream()
                .filter(use -> use.vlan() == null)
                .map(Use::bridge)
                .toList();
    }

    /** The bridges of a port, untagged ones first. */
    private List<Use> uses(Port port) {
        var uses = new ArrayList<>(networkUses(port));
        if (cluster.neutron().vlan() && port.equals(node.carrying("private")) && shared().isEmpty()) {
            uses.add(new Use(AUXILIARY, null));
        }
        uses.sort(Comparator.comparing(use -> use.vlan() != null));
        return uses;
    }

    private List<Use> networkUses(Port port) {
        return order().filter(name -> bridges.containsKey(name) && port.equals(node.carrying(name)))
                .map(name -> new Use(bridges.get(name), tag(name)))
                .toList();
    }

    /** Up to 6.1 the storage network comes before the management network. */
    private Stream<String> order() {
        return cluster.release().fuel() < 7
                ? Stream.of("storage", "management", ClusterData.ADMIN, "public", "private")
                : bridges.keySet().stream();
    }

    private Integer tag(String network) {
        return network.equals(ClusterData.ADMIN)
                ? null
                : cluster.network(network).vlan();
    }

    private static void ports(ArrayNode steps, Port port, List<Use> uses) {
        uses.forEach(use -> add(steps, "add-port")
                .put("bridge", use.bridge())
                .put("name", use.vlan() == null ? port.name() : port.name() + "." + use.vlan()));
    }

    private void bond(ArrayNode steps, Port bond) {
        var step = add(steps, "add-bond").put("name", bond.name());
        step.set("interfaces", Json.array(bond.slaves().stream().sorted().toList()));
        var properties =
                bond.properties().isObject() ? (ObjectNode) bond.properties().deepCopy() : Json.object();
        properties.put("mode", bond.mode());
        step.set("bond_properties", withoutOwn(properties));
        NetworkScheme.properties(step.putObject("interface_properties"), bond);
        if (bond.interfaceProperties().path("mtu").asInt() > 0) {
            step.set("mtu", bond.interfaceProperties().get("mtu"));
        }
        var uses = uses(bond);
        uses.stream().filter(use -> use.vlan() == null).forEach(use -> step.put("bridge", use.bridge()));
        ports(steps, bond, uses.stream().filter(use -> use.vlan() != null).toList());
    }

    /** Nailgun keeps properties of its own whose names end in two underscores. */
    private static ObjectNode withoutOwn(ObjectNode properties) {
        var own = properties.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.endsWith("__"))
                .toList();
        properties.remove(own);
        return properties;
    }

    private static ObjectNode patch(ArrayNode steps, String one, String other) {
        var step = add(steps, "add-patch").put("provider", "ovs");
        step.putArray("bridges").add(one).add(other);
        return step;
    }

    private static ObjectNode add(ArrayNode steps, String action) {
        return steps.addObject().put("action", action);
    }
}
