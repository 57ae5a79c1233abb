package org.octane.nailgun.assign;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.network.NetworkMove;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.release.Transformations;
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
 * Moves nodes of an original to its seed, or back. They keep their ids, addresses and disks. The caller gives the
 * transaction.
 */
public final class Assignment {

    private final Clusters clusters;
    private final Nodes members;
    private final Relations relations;
    private final Releases releases;
    private final Networks networks;
    private final NetworkMove nodeNetworks;
    private final NodeVolumes volumes;
    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final FormerNodes former;
    private final NodeAttributes attributes;

    public Assignment(Tables tables, FormerNodes former) {
        var networks = new Networks(tables.jdbc());
        this.former = former;
        this.rows = tables.rows();
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.members = tables.nodes();
        this.relations = tables.relations();
        this.releases = tables.releases();
        this.networks = networks;
        this.nodeNetworks = new NetworkMove(tables.jdbc(), networks);
        this.volumes = new NodeVolumes(tables.jdbc());
        this.attributes = new NodeAttributes(tables.jdbc(), tables.rows());
    }

    /**
     * @param ids of which the first that may not move is named
     * @param reprovision whether they will be installed anew: their roles have to be deployed again
     * @param roles empty: those they have
     */
    public void toSeed(int seed, Collection<Integer> ids, boolean reprovision, List<String> roles) {
        lockOpen(seed);
        var rules = new AssignmentRules(seed, relations.asSeed(seed).orElse(null));
        var nodes = members.lock(ids, rules::check);
        var release = releases.get(clusters.get(seed).release());
        rules.checkRoles(nodes, roles, release);
        var from = releases.get(clusters.get(rules.original()).release());
        var transformations = new Transformations(from.version(), release.version());
        nodes.forEach(node -> former.note(seed, node.id()));
        for (var node : nodes) {
            move(node, seed, reprovision, roles.isEmpty() ? node.allRoles() : roles);
            volumes.change(node.id(), transformations::volumes);
            attributes.reset(node.id(), seed);
        }
    }

    /**
     * The way back, before they were installed anew: they are as they were. One of which nothing is noted runs as a member
     * of the original and never ceased to.
     */
    public void toOriginal(int seed, Collection<Integer> ids) {
        var relation = relations.ofSeed(seed);
        lock(seed);
        for (var node : members.lock(new TreeSet<>(ids))) {
            if (Integer.valueOf(relation.original()).equals(node.cluster())) {
                continue;
            }
            if (!Integer.valueOf(seed).equals(node.cluster())) {
                throw Refusal.notAllowed("Node %d is not in cluster %d.".formatted(node.id(), seed));
            }
            move(node, relation.original(), false, node.allRoles());
            if (!former.restore(seed, node.id())) {
                rows.change("nodes", node.id(), Map.of("status", "ready", "progress", 100));
                jdbc.update(Sql.of("nailgun/assign/delete-node-changes"), Map.of("node_id", node.id()));
            }
        }
    }

    private void lock(int seed) {
        // In the order of their ids: the original is the older one.
        relations.asSeed(seed).ifPresent(r -> clusters.lock(r.original()));
        clusters.lock(seed);
    }

    private void lockOpen(int seed) {
        relations.asSeed(seed).ifPresent(r -> clusters.lockOpen(r.original(), "its nodes stay there"));
        clusters.lockOpen(seed, "no nodes can be added");
    }

    private void move(Node node, int to, boolean reprovision, List<String> roles) {
        var from = node.cluster();
        var values = new HashMap<>(Nodes.NO_INSTALLATION);
        values.put("cluster_id", to);
        values.put("group_id", networks.groupLike(node.group(), from, to));
        values.put("roles", reprovision ? List.of() : roles);
        values.put("pending_roles", reprovision ? roles : List.of());
        if (reprovision) {
            values.put("status", "provisioning");
            values.put("progress", 0);
            values.put("error_type", null);
            values.put("error_msg", null);
        }
        rows.change("nodes", node.id(), values);
        nodeNetworks.move(node.id(), from, to);
        jdbc.update(Sql.of("nailgun/assign/delete-node-changes"), Map.of("node_id", node.id()));
        jdbc.update(Sql.of("nailgun/assign/insert-interfaces-change"), Map.of("cluster_id", to, "node_id", node.id()));
    }
}
