package org.octane.nailgun.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.Network;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;

/** Gives the seed's controllers the addresses of the original's in some networks, first to first. */
public final class AddressClone {

    private final Clusters clusters;
    private final Relations relations;
    private final Nodes nodes;
    private final Networks networks;
    private final Addresses addresses;

    public AddressClone(Tables tables) {
        this.clusters = tables.clusters();
        this.relations = tables.relations();
        this.nodes = tables.nodes();
        this.networks = new Networks(tables.jdbc());
        this.addresses = new Addresses(tables.jdbc(), tables.rows());
    }

    /** @return the addresses of the seed's controllers in these networks */
    public List<Address> copy(int original, List<String> names) {
        clusters.lock(original);
        var relation = relations
                .of(original)
                .orElseThrow(() -> Refusal.invalid("Cluster with ID %d is not in upgrade stage.".formatted(original)));
        if (relation.original() != original) {
            throw Refusal.invalid("There is no original cluster with ID %d.".formatted(original));
        }
        clusters.lock(relation.seed());
        var known = networks.of(original).stream().map(Network::name).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                throw Refusal.invalid("Environment ID %d doesn't have %s network".formatted(original, name));
            }
        }
        var seeds = controllers(relation.seed());
        if (seeds.isEmpty()) {
            throw Refusal.invalid("Seed cluster should has at least one controller");
        }
        copy(relation, seeds, names);
        var ids = new HashSet<>(seeds);
        return addresses.of(relation.seed()).stream()
                .filter(address -> ids.contains(address.node()) && names.contains(address.network()))
                .toList();
    }

    private void copy(Relation relation, List<Integer> seeds, List<String> names) {
        var originals = controllers(relation.original());
        var mapping = networks.mapping(relation.original(), relation.seed());
        var present = new ArrayList<>(addresses.of(relation.original()));
        for (var i = 0; i < Math.min(seeds.size(), originals.size()); i++) {
            var twin = originals.get(i);
            var seed = seeds.get(i);
            present.stream()
                    .filter(address -> address.node() == twin && names.contains(address.network()))
                    .filter(address -> mapping.containsKey(address.networkId()))
                    .forEach(address -> {
                        var network = mapping.get(address.networkId());
                        addresses.remove(seed, network);
                        addresses.add(seed, network, address.address());
                    });
        }
    }

    private List<Integer> controllers(int cluster) {
        return nodes.of(cluster).stream()
                .filter(node -> node.allRoles().contains("controller"))
                .map(Node::id)
                .toList();
    }
}
