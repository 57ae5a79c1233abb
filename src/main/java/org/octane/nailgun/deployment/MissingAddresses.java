package org.octane.nailgun.deployment;

import java.util.Collection;
import org.octane.nailgun.deployment.ClusterData.Network;
import org.octane.nailgun.deployment.ClusterData.Node;
import org.octane.nailgun.network.Addresses;
import org.octane.plan.Refusal;

/** Gives nodes the addresses that they lack in the networks they will be in. */
record MissingAddresses(Addresses addresses) {

    /** Within the caller's transaction. */
    void add(ClusterData cluster, Collection<Integer> nodes) {
        addresses.lock();
        for (var node : cluster.nodes()) {
            for (var name : cluster.networksWithAddress(node)) {
                var network = cluster.network(name);
                if (nodes.contains(node.id())
                        && network != null
                        && network.cidr() != null
                        && !node.addresses().containsKey(name)) {
                    addresses.add(node.id(), network.id(), address(node, network));
                }
            }
        }
    }

    /** In the admin network the one that the server was discovered with, where that may be. */
    private String address(Node node, Network network) {
        return network.name().equals(ClusterData.ADMIN) && addresses.isReusable(network.id(), node.ip())
                ? node.ip()
                : addresses
                        .free(network.id())
                        .orElseThrow(() -> Refusal.conflict("Network " + network.name() + " has no free address left"));
    }
}
