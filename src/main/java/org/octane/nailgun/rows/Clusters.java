package org.octane.nailgun.rows;

import java.util.List;
import java.util.Map;
import org.octane.failure.Code;
import org.octane.nailgun.model.Cluster;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The rows of clusters. */
public final class Clusters {

    private final NamedParameterJdbcTemplate jdbc;
    private final Relations relations;
    private final Rows rows;

    public Clusters(NamedParameterJdbcTemplate jdbc, Relations relations, Rows rows) {
        this.jdbc = jdbc;
        this.relations = relations;
        this.rows = rows;
    }

    public Cluster get(int id) {
        return find(statement(), id);
    }

    /** Keeps the row for this transaction alone; two clusters are locked in the order of their ids. */
    public Cluster lock(int id) {
        return find(statement() + " for update of c", id);
    }

    /**
     * As {@link #lock}.
     *
     * @param consequence for others while the cluster is in upgrade, such as {@code no nodes can be added}
     * @throws Refusal 409 if it is
     */
    public Cluster lockOpen(int id, String consequence) {
        var cluster = lock(id);
        if (cluster.isInUpgrade()) {
            throw Refusal.conflict("Cluster %d is being upgraded; %s.".formatted(id, consequence))
                    .as(Code.UPGRADE_RUNS);
        }
        return cluster;
    }

    public boolean isTaken(String name) {
        return jdbc.queryForObject(Sql.of("nailgun/rows/cluster-name-taken"), Map.of("name", name), Boolean.class);
    }

    /** Notes that everything of a new cluster has to be deployed. */
    public void addChanges(int id) {
        jdbc.update(Sql.of("nailgun/rows/insert-cluster-changes"), Map.of("cluster_id", id));
    }

    private Cluster find(String sql, int id) {
        List<Cluster> found = jdbc.query(
                sql,
                Map.of("id", id),
                (row, n) -> new Cluster(
                        row.getInt("id"),
                        row.getString("name"),
                        row.getInt("release_id"),
                        row.getString("mode"),
                        row.getString("status"),
                        original(id, row.getObject("orig_cluster_id", Integer.class)),
                        row.getBoolean("in_upgrade")));
        if (found.isEmpty()) {
            throw Refusal.notFound("Cluster not found");
        }
        return found.get(0);
    }

    private String statement() {
        return Sql.of(
                rows.has("octane_cluster_settings") ? "nailgun/rows/cluster-with-versions" : "nailgun/rows/cluster");
    }

    private Integer original(int id, Integer current) {
        return current == null ? relations.closedOriginal(id) : current;
    }
}
