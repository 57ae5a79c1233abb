package org.octane.nailgun.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Tables;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What others did to a cluster while it is in upgrade. Octane refuses it, but a Nailgun beside it knows of no such status: nodes
 * come or go, tasks are begun.
 */
public final class OthersAtWork {

    private static final SqlFiles SQL = new SqlFiles("nailgun/version");

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final StoredVersions stored;
    private final NodeVersions nodes;

    public OthersAtWork(Tables tables) {
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.stored = new StoredVersions(tables.jdbc(), tables.rows());
        this.nodes = new NodeVersions(tables);
    }

    /** Ids of the clusters that are in upgrade in place. */
    public List<Integer> clustersInUpgrade() {
        return stored.isThere() ? jdbc.queryForList(SQL.of("clusters-in-upgrade"), Map.of(), Integer.class) : List.of();
    }

    /**
     * Sentences that name a node or a task; none: nobody was there, or the cluster is not in upgrade.
     *
     * @param own whether a task was begun by Octane
     */
    public List<String> of(int id, Predicate<UUID> own) {
        var releases = stored.releases(id);
        if (releases.isEmpty() || !clusters.get(id).isInUpgrade()) {
            return List.of();
        }
        var found = new ArrayList<String>();
        var gone = new TreeSet<Integer>();
        stored.find(id, releases.get(0))
                .orElseThrow()
                .volumes()
                .fieldNames()
                .forEachRemaining(node -> gone.add(Integer.parseInt(node)));
        for (var node : nodes.of(id)) {
            gone.remove(node.id());
            if (!releases.contains(node.release())) {
                found.add("Node %d (%s) was added to cluster %d, which is in upgrade."
                        .formatted(node.id(), node.hostname(), id));
            }
            if (node.toGo()) {
                found.add("Node %d (%s) of cluster %d, which is in upgrade, is marked for deletion."
                        .formatted(node.id(), node.hostname(), id));
            }
        }
        gone.forEach(node -> found.add("Node %d was taken from cluster %d, which is in upgrade.".formatted(node, id)));
        jdbc.query(SQL.of("younger-tasks"), Map.of("cluster_id", id), row -> {
            if (!own(row.getString("uuid"), own)) {
                found.add("Task %d (%s, %s) was begun on cluster %d, which is in upgrade."
                        .formatted(row.getInt("id"), row.getString("name"), row.getString("status"), id));
            }
        });
        return found;
    }

    /** Nothing makes a task's uuid one; what is none is nobody's whom Octane knows. */
    private static boolean own(String uuid, Predicate<UUID> own) {
        return uuid.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") && own.test(UUID.fromString(uuid));
    }
}
