package org.octane.nailgun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.octane.json.Json;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * When a cluster can be brought to its pending release of a new OpenStack in place, its controllers first and other nodes later.
 * The caller gives the transaction, in which the cluster's row stays locked.
 */
final class InPlaceRules {

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final Nodes members;

    InPlaceRules(Tables tables) {
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.members = tables.nodes();
    }

    void checkUpgrade(int id) {
        var cluster = clusters.lock(id);
        if (cluster.isInUpgrade()) {
            throw Refusal.conflict("Cluster %d is being upgraded already.".formatted(id));
        }
        checkIdle(id);
        if (pending("clusters", id) == null) {
            throw Refusal.conflict("Cluster %d has no pending release.".formatted(id));
        }
    }

    void checkUpgrade(int id, List<Integer> nodes) {
        clusters.lock(id);
        for (var node : members.lock(new TreeSet<>(nodes))) {
            if (!Integer.valueOf(id).equals(node.cluster())) {
                throw Refusal.conflict("Node %d is not in cluster %d.".formatted(node.id(), id));
            }
            if (node.allRoles().contains("controller")) {
                throw Refusal.conflict(
                        "Node %d is a controller; those are upgraded with their cluster.".formatted(node.id()));
            }
            if (!node.status().equals("ready")) {
                throw Refusal.conflict("Node %d has status %s, and only a ready one can be upgraded."
                        .formatted(node.id(), node.status()));
            }
            if (pending("nodes", node.id()) == null) {
                throw Refusal.conflict("Node %d has no pending release.".formatted(node.id()));
            }
        }
        checkIdle(id);
    }

    private void checkIdle(int id) {
        var active = active(id);
        if (!active.isEmpty()) {
            throw Refusal.conflict("Cluster %d has active tasks: %s.".formatted(id, String.join(", ", active)));
        }
    }

    private Set<String> active(int cluster) {
        return new TreeSet<>(
                jdbc.queryForList(Sql.of("nailgun/admin/active-tasks"), Map.of("cluster_id", cluster), String.class));
    }

    /** Null too where the database has no such column. */
    private JsonNode pending(String table, int id) {
        var row = jdbc.queryForObject(
                "select row_to_json(t) from %s t where id = :id".formatted(table), Map.of("id", id), String.class);
        var release = Json.read(row).path("pending_release_id");
        return release.isNumber() ? release : null;
    }
}
