package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;

/**
 * What nodes are told of themselves and of their cluster: one entry of facts for each node and role.
 *
 * @param isolated they have addresses that others still use
 */
public record DeploymentFacts(ClusterData cluster, MasterSettings master, boolean isolated) {

    private static final Set<String> CRITICAL =
            Set.of("primary-controller", "controller", "primary-mongo", "primary-swift-proxy", "ceph-osd");

    private static final long MIB = 1024 * 1024;
    private static final long SMALLEST_CACHE = 5 * 1024 * MIB;

    /** @throws IllegalStateException the cluster has nova-network */
    public List<ObjectNode> of(Collection<Node> nodes) {
        if (cluster.neutron() == null) {
            throw new IllegalStateException(
                    "Cluster " + cluster.id() + " has nova-network; Octane makes no facts of it and no seed for it");
        }
        var common = new CommonFacts(cluster, master).serialize();
        var entries = new ArrayList<ObjectNode>();
        for (var node : nodes) {
            for (var role : node.deploymentRoles()) {
                entries.add(cutOff(entry(copy(common), node, role)));
            }
        }
        return entries;
    }

    /** Of hundreds of nodes: what no node changes is there once. */
    private static ObjectNode copy(ObjectNode common) {
        var copy = common.objectNode();
        copy.setAll(common);
        for (var changed : List.of("kernel_params", "glance", "quantum_settings")) {
            if (common.has(changed)) {
                copy.set(changed, common.get(changed).deepCopy());
            }
        }
        return copy;
    }

    /** The entries that an operator has put in the place of a node's. */
    public List<ObjectNode> replaced(Node node) {
        var entries = new ArrayList<ObjectNode>();
        for (var entry : node.replacedFacts()) {
            var copy = (ObjectNode) entry.deepCopy();
            new UpdatedRelease(cluster).putInto(copy);
            entries.add(cutOff(copy));
        }
        return entries;
    }

    private ObjectNode cutOff(ObjectNode entry) {
        if (isolated) {
            new NetworkIsolation(cluster).applyTo(entry);
        }
        return entry;
    }

    private ObjectNode entry(ObjectNode facts, Node node, String role) {
        facts.put("uid", node.uid());
        facts.put("fqdn", node.hostname() + "." + master.dnsDomain());
        facts.put("role", role);
        // A node that is updated is to Puppet one that is deployed anew.
        facts.put("status", cluster.update() == null ? node.status() : "provisioned");
        facts.put("online", node.online());
        facts.put("user_node_name", node.name());
        facts.put("fail_if_error", CRITICAL.contains(role));
        facts.set("vms_conf", node.vms());
        if (cluster.release().fuel() >= 8) {
            facts.set("node_volumes", node.volumes());
        }
        if (node.kernelParameters() != null) {
            facts.withObjectProperty("kernel_params").put("kernel", node.kernelParameters());
        }
        var images = facts.path("storage").path("images_ceph").asBoolean();
        facts.withObjectProperty("glance").put("image_cache_max_size", images ? "0" : imageCache(node));
        facts.set("network_scheme", new NetworkScheme(cluster, node).serialize());
        return facts;
    }

    /** Bytes: a tenth of the node's volume of images, 5 GiB at the least. */
    private static String imageCache(Node node) {
        long size = 0;
        for (JsonNode space : node.volumes()) {
            for (JsonNode volume : space.path("volumes")) {
                size += volume.path("name").asText().equals("glance")
                        ? volume.path("size").asLong()
                        : 0;
            }
        }
        return String.valueOf(Math.max(SMALLEST_CACHE, size * MIB / 10));
    }
}
