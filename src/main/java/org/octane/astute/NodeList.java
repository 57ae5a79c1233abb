package org.octane.astute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.astute.ClusterData.Node;

/** The list {@code nodes}: one entry for each node and role, with the addresses that old manifests look up there. */
record NodeList(ClusterData cluster, String dnsDomain) {

    /** As the facts of each node have it: from 7.0 on without the management addresses of those that serve nothing. */
    ArrayNode forFacts() {
        return entries(cluster.release().fuel() < 7);
    }

    /** As the file on each node has it. */
    ArrayNode complete() {
        return entries(true);
    }

    private ArrayNode entries(boolean internalOfAll) {
        var entries = Json.array();
        for (var node : cluster.nodes()) {
            for (var role : node.deploymentRoles()) {
                var entry = entries.addObject();
                entry.put("fqdn", node.hostname() + "." + dnsDomain);
                entry.put("name", node.hostname());
                entry.put("role", role);
                entry.put("swift_zone", node.uid());
                entry.put("uid", node.uid());
                entry.put("user_node_name", node.name());
                if (internalOfAll || role.endsWith("controller")) {
                    address(entry, "internal", node, "management");
                }
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
