package org.octane.astute;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.octane.astute.facts.Cidr;
import org.octane.astute.facts.ClusterData;
import org.octane.astute.facts.ClusterData.Network;
import org.octane.astute.facts.NetworkScheme;
import org.octane.step.StepFailure;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Gives nodes the addresses they lack in the networks they will be in; an address is never used twice anywhere. */
record AddressGaps(NamedParameterJdbcTemplate nailgun) {

    private static final String LOCK = Sql.of("lock-addresses");
    private static final String RANGES = Sql.of("address-ranges");
    private static final String IN_USE = Sql.of("addresses-in-use");
    private static final String ADD = Sql.of("add-address");

    /** Within the caller's transaction. */
    void fill(ClusterData cluster, Collection<Integer> nodes) {
        nailgun.getJdbcTemplate().execute(LOCK);
        Set<String> used = new HashSet<>(nailgun.queryForList(IN_USE, Map.of(), String.class));
        for (var node : cluster.nodes()) {
            for (var name : new NetworkScheme(cluster, node).bridges().keySet()) {
                var network = cluster.network(name);
                if (nodes.contains(node.id())
                        && network != null
                        && network.cidr() != null
                        && !node.addresses().containsKey(name)) {
                    var address = free(network, used);
                    used.add(address);
                    nailgun.update(ADD, Map.of("network", network.id(), "node", node.id(), "address", address));
                }
            }
        }
    }

    private String free(Network network, Set<String> used) {
        for (var range : nailgun.queryForList(RANGES, Map.of("network", network.id()))) {
            long last = Cidr.number(range.get("last").toString());
            for (long n = Cidr.number(range.get("first").toString()); n <= last; n++) {
                if (!used.contains(Cidr.dotted(n))) {
                    return Cidr.dotted(n);
                }
            }
        }
        throw StepFailure.lasting(
                "Network " + network.name() + " has no free address left", "Give the network a larger range");
    }
}
