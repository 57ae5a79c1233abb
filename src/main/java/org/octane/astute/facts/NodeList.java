package org.octane.astute.facts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;

/** The list {@code nodes}: one entry for each node and role, with the addresses that old manifests look up there. */
public record NodeList(ClusterData cluster, String dnsDomain) {

    ArrayNode serialize() {
        return serialize(cluster.nodes());
    }

    /** Of these nodes only. */
    public ArrayNode serialize(Collection<Node> nodes) {
        var entries = Json.array();
        for (var node : nodes) {
            for (var role : node.deploymentRoles()) {
                var entry = entries.addObject();
                entry.put("fqdn", node.hostname() + "." + dnsDomain);
                entry.put("name", node.hostname());
                entry.put("role", role);
                entry.put("swift_zone", node.uid());
                entry.put("uid", node.uid());
                entry.put("user_node_name", node.name());
                address(entry, "internal", node, "management");
                if (cluster.isPublic(node)) {
                    address(entry, "public", node, "public");
                }
                address(entry, "storage", node, "storage");
            }
        }
        return entries;
    }

    private void address(ObjectNode entry, String name, Node node, String network) {
        if (node.addresses().get(network) != null) {
            entry.put(name + "_address", node.addresses().get(network));
            entry.put(name + "_netmask", cluster.network(network).cidr().netmask());
        }
    }
}
