package org.octane.nailgun.assign;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.octane.nailgun.disk.DiskLayout;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.NewNode;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.network.Addresses;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.NodeInterfaces;
import org.octane.nailgun.network.ReplacedControllerAddresses;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Lets spare servers join a cluster. Each is made like a node that already has the roles (in the original, if the
 * cluster is a seed): same volumes, same wiring. A seed's controller gets the Public and Management addresses of one of
 * the original's controllers, whose place it will take; all other addresses are free ones. The caller gives the
 * transaction.
 */
public final class ServerAddition {

    private static final String CONTROLLER = "controller";

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final Clusters clusters;
    private final Relations relations;
    private final Nodes nodes;
    private final Networks networks;
    private final NodeVolumes volumes;
    private final NodeInterfaces wiring;
    private final Addresses addresses;
    private final ReplacedControllerAddresses replaced;

    public ServerAddition(Tables tables) {
        this.jdbc = tables.jdbc();
        this.rows = tables.rows();
        this.clusters = tables.clusters();
        this.relations = tables.relations();
        this.networks = new Networks(tables.jdbc());
        this.nodes = tables.nodes();
        this.volumes = new NodeVolumes(tables.jdbc());
        this.wiring = new NodeInterfaces(tables.jdbc(), tables.rows());
        this.addresses = new Addresses(tables.jdbc(), tables.rows());
        this.replaced = new ReplacedControllerAddresses(addresses);
    }

    public void join(int id, List<NewNode> newNodes) {
        var relation = relations.asSeed(id).orElse(null);
        if (relation != null) {
            clusters.lock(relation.original());
        }
        var cluster = clusters.lockOpen(id, "no nodes can be added");
        var release = new Releases(jdbc).get(cluster.release());
        var servers =
                nodes.lock(new TreeSet<>(newNodes.stream().map(NewNode::id).toList()));
        addresses.lock();
        for (var server : servers) {
            var roles = newNodes.stream()
                    .filter(node -> node.id() == server.id())
                    .findFirst()
                    .orElseThrow()
                    .roles();
            check(server, roles, release);
            join(relation, id, server, roles);
        }
    }

    private void join(Relation relation, int cluster, Node server, List<String> roles) {
        var source = relation == null ? cluster : relation.original();
        var model = model(source, server, roles);
        var mapping = networks.mapping(source, cluster);
        var values = new HashMap<String, Object>(Nodes.NO_PRIMARY);
        values.put("cluster_id", cluster);
        values.put("group_id", networks.groupLike(model.group(), source, cluster));
        values.put("roles", List.of());
        values.put("pending_roles", roles);
        values.put("pending_addition", true);
        values.put("error_type", null);
        values.put("error_msg", null);
        rows.change("nodes", server.id(), values);
        volumes.change(server.id(), own -> DiskLayout.fit(volumes.of(model.id()), own));
        if (networks.hasTemplate(cluster)) {
            wiring.clear(server.id());
        } else {
            wiring.copy(model, server, mapping);
        }
        address(relation, model, server, roles, mapping);
        for (var change : List.of("disks", "interfaces")) {
            jdbc.update(
                    Sql.of("nailgun/assign/insert-node-change"),
                    Map.of("cluster_id", cluster, "node_id", server.id(), "name", change));
        }
    }

    /** An address in each network where the model has one. */
    private void address(
            Relation relation, Node model, Node server, List<String> roles, Map<Integer, Integer> mapping) {
        addresses.removeAll(server.id());
        var shared = relation != null && roles.contains(CONTROLLER)
                ? replaced.next(relation, nodes.of(relation.original()))
                : Map.<Integer, String>of();
        for (var address : addresses.of(model.cluster())) {
            var target = mapping.get(address.networkId());
            if (address.node() == model.id() && target != null) {
                var same = shared.get(address.networkId());
                addresses.add(server.id(), target, same == null ? free(target) : same);
            }
        }
    }

    private String free(int network) {
        return addresses
                .free(network)
                .orElseThrow(() -> Refusal.conflict("No address is left in network " + network + "."));
    }

    public void checkDisks(int source, Node server, List<String> roles) {
        DiskLayout.fit(volumes.of(model(source, server, roles).id()), volumes.of(server.id()));
    }

    private Node model(int source, Node server, List<String> roles) {
        return nodes.of(source).stream()
                .filter(node -> node.id() != server.id() && new HashSet<>(node.allRoles()).containsAll(roles))
                .min(Comparator.comparing((Node node) -> node.allRoles().size()).thenComparing(Node::id))
                .orElseThrow(() ->
                        Refusal.invalid("No node of cluster %d has the roles %s, after which server %d could be made."
                                .formatted(source, roles, server.id())));
    }

    private static void check(Node server, List<String> roles, Release release) {
        if (server.cluster() != null) {
            throw Refusal.invalid("Node %d is already assigned to cluster %d".formatted(server.id(), server.cluster()));
        }
        if (!Set.of("discover", "error").contains(server.status()) || roles.isEmpty()) {
            throw Refusal.invalid(
                    "Server %d has status %s and is to have roles %s: a discovered server and at least one role are needed."
                            .formatted(server.id(), server.status(), roles));
        }
        AssignmentRules.checkDefined(server, roles, release);
        AssignmentRules.checkConflicts(roles, release);
    }
}
