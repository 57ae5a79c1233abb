package org.octane.nailgun.upgrade;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.octane.failure.Code;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.rows.Tasks;
import org.octane.nailgun.version.VersionedUpgrade;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * When a cluster can be brought to its pending release of a new OpenStack in place, its controllers first and other nodes later.
 * The caller gives the transaction, in which the cluster's row stays locked.
 */
public final class UpgradeRules {

    private static final SqlFiles SQL = new SqlFiles("nailgun/upgrade");
    private static final String PENDING = "pending_release_id";

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final Clusters clusters;
    private final Nodes members;
    private final Tasks tasks;
    private final VersionedUpgrade versions;

    public UpgradeRules(Tables tables) {
        this.jdbc = tables.jdbc();
        this.rows = tables.rows();
        this.clusters = tables.clusters();
        this.members = tables.nodes();
        this.tasks = new Tasks(tables.jdbc());
        this.versions = new VersionedUpgrade(tables);
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#check(int)}. */
    public void check(int id) {
        var cluster = clusters.lock(id);
        if (cluster.isInUpgrade()) {
            throw Refusal.conflict(
                            cluster.status().equals("upgrade")
                                    ? "Cluster %d is being upgraded already.".formatted(id)
                                    : "The upgrade of cluster %d was ended in status %s; take it back, or run the stages that are left."
                                            .formatted(id, cluster.status()))
                    .as(Code.UPGRADE_RUNS);
        }
        mustNotBeRemoved(id, cluster.status());
        mustBeIdle(id);
        var pending = rows.has("clusters", PENDING)
                ? jdbc.queryForObject(SQL.of("pending-release"), Map.of("cluster_id", id), Integer.class)
                : null;
        if (pending == null) {
            throw Refusal.conflict("Cluster %d has no pending release.".formatted(id));
        }
        if (versions.of(id).isEmpty()) {
            throw Refusal.conflict(
                    "Release %d, which is pending for cluster %d, is one of the same OpenStack. That is an update: octane env update --env %2$d"
                            .formatted(pending, id));
        }
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#check(int, Collection)}. */
    public void check(int id, Collection<Integer> nodes) {
        var cluster = clusters.lock(id);
        var waiting = cluster.isInUpgrade() ? new HashSet<>(left(id)) : Set.<Integer>of();
        for (var node : members.lock(new TreeSet<>(nodes))) {
            mustBeReady(id, node);
            if (!waiting.contains(node.id())) {
                throw Refusal.conflict("Node %d has no pending release.".formatted(node.id()));
            }
        }
        mustNotBeRemoved(id, cluster.status());
        mustBeIdle(id);
        var went = versions.of(id).filter(SettingsVersions::switched);
        if (went.isEmpty()) {
            throw Refusal.conflict(
                    "The control plane of cluster %d has not gone over to the release of its nodes yet. First run: octane env upgrade --env %1$d"
                            .formatted(id));
        }
    }

    private static void mustBeReady(int id, Node node) {
        if (!Integer.valueOf(id).equals(node.cluster())) {
            throw Refusal.conflict("Node %d is not in cluster %d.".formatted(node.id(), id));
        }
        if (node.allRoles().contains("controller")) {
            throw Refusal.conflict(
                    "Node %d is a controller; those are upgraded with their cluster.".formatted(node.id()));
        }
        if (!node.status().equals("ready")) {
            throw Refusal.conflict(
                    "Node %d has status %s, and only a ready one can be upgraded.".formatted(node.id(), node.status()));
        }
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#left}. */
    public List<Integer> left(int cluster) {
        var statement = clusters.get(cluster).isInUpgrade() ? "nodes-left" : "other-nodes";
        return jdbc.queryForList(SQL.of(statement), Map.of("cluster_id", cluster), Integer.class);
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#isStopped}. */
    public boolean isStopped(int id) {
        var cluster = clusters.get(id);
        return cluster.isInUpgrade() && cluster.status().endsWith("_error");
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#isPending}. */
    public boolean isPending(int cluster) {
        return !clusters.get(cluster).isInUpgrade() && versions.of(cluster).isPresent();
    }

    private void mustBeIdle(int id) {
        var active = tasks.open(List.of(id));
        if (!active.isEmpty()) {
            throw Refusal.conflict("Cluster %d has active tasks: %s.".formatted(id, String.join("; ", active)), active);
        }
    }

    private static void mustNotBeRemoved(int id, String status) {
        if (status.equals("remove")) {
            throw Refusal.conflict("Cluster %d is being deleted.".formatted(id));
        }
    }
}
