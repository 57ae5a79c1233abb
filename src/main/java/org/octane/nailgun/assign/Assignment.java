package org.octane.nailgun.assign;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.Member;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.NodeNetworks;
import org.octane.nailgun.release.Transformations;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Members;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Sql;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Moves nodes of an original to its seed, or back. They keep their ids, addresses and disks. The caller gives the
 * transaction.
 */
public final class Assignment {

    private final Clusters clusters;
    private final Members members;
    private final Relations relations;
    private final Releases releases;
    private final Networks networks;
    private final NodeNetworks nodeNetworks;
    private final NodeVolumes volumes;
    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final FormerNodes former;

    public Assignment(
            NamedParameterJdbcTemplate jdbc,
            Clusters clusters,
            Relations relations,
            Rows rows,
            Networks networks,
            FormerNodes former) {
        this.former = former;
        this.rows = rows;
        this.jdbc = jdbc;
        this.clusters = clusters;
        this.members = new Members(jdbc);
        this.relations = relations;
        this.releases = new Releases(jdbc);
        this.networks = networks;
        this.nodeNetworks = new NodeNetworks(jdbc, networks);
        this.volumes = new NodeVolumes(jdbc);
    }

    /**
     * @param reprovision whether they will be installed anew: their roles have to be deployed again
     * @param roles empty: those they have
     */
    public void toSeed(int seed, Collection<Integer> ids, boolean reprovision, List<String> roles) {
        lock(seed);
        var nodes = members.lock(new TreeSet<>(ids));
        var rules = new AssignmentRules(
                seed, relations.of(seed).filter(r -> r.seed() == seed).orElse(null));
        nodes.forEach(rules::checkPlace);
        nodes.forEach(AssignmentRules::checkStatus);
        var release = releases.get(clusters.get(seed).release());
        AssignmentRules.checkRoles(nodes, roles, release);
        var from = releases.get(clusters.get(rules.original()).release());
        var transformations = new Transformations(from.version(), release.version());
        nodes.forEach(node -> former.note(seed, node.id()));
        for (var node : nodes) {
            move(node, seed, reprovision, roles.isEmpty() ? node.allRoles() : roles);
            volumes.change(node.id(), transformations::volumes);
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
                throw new Refusal(Refusal.Kind.NOT_ALLOWED, "Node %d is not in cluster %d.".formatted(node.id(), seed));
            }
            move(node, relation.original(), false, node.allRoles());
            if (!former.restore(seed, node.id())) {
                rows.change("nodes", node.id(), Map.of("status", "ready", "progress", 100));
                jdbc.update(Sql.of("delete-node-changes"), Map.of("node_id", node.id()));
            }
        }
    }

    private void lock(int seed) {
        // In the order of their ids: the original is the older one.
        relations.of(seed).filter(r -> r.seed() == seed).ifPresent(r -> clusters.lock(r.original()));
        clusters.lock(seed);
    }

    private void move(Member node, int to, boolean reprovision, List<String> roles) {
        var from = node.cluster();
        var values = new HashMap<String, Object>(Members.NO_PRIMARY);
        values.put("cluster_id", to);
        values.put("group_id", group(node, from, to));
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
        jdbc.update(Sql.of("delete-node-changes"), Map.of("node_id", node.id()));
        jdbc.update(Sql.of("insert-interfaces-change"), Map.of("cluster_id", to, "node_id", node.id()));
    }

    /** The node group with the same name. */
    private int group(Member node, int from, int to) {
        var name = networks.groups(from).entrySet().stream()
                .filter(group -> group.getValue().equals(node.group()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("default");
        return networks.groups(to).get(name);
    }
}
