package org.octane.nailgun.deployment;

import java.util.Collection;
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
                    var address = addresses
                            .free(network.id())
                            .orElseThrow(
                                    () -> Refusal.conflict("Network " + network.name() + " has no free address left"));
                    addresses.add(node.id(), network.id(), address);
                }
            }
        }
    }
}
