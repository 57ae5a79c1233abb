package org.octane.nailgun.clone;

import java.util.List;
import java.util.Map;
import org.octane.nailgun.assign.SpareServers;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.release.DeploymentGraphs;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Tables;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Takes a clone back: its nodes become spare servers, its rows go. The caller gives the transaction. */
public final class SeedRemoval {

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final Relations relations;
    private final SpareServers spares;
    private final DeploymentGraphs graphs;

    public SeedRemoval(Tables tables) {
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.relations = tables.relations();
        this.spares = new SpareServers(tables.jdbc(), tables.rows());
        this.graphs = new DeploymentGraphs(tables.jdbc(), tables.rows());
    }

    public void remove(int seed) {
        var relation = relations.ofSeed(seed);
        clusters.lock(relation.original());
        clusters.lock(seed);
        var members = new Nodes(jdbc);
        var nodes = members.of(seed).stream().map(Node::id).toList();
        if (!nodes.isEmpty()) {
            members.lock(nodes).forEach(node -> spares.release(node.id()));
        }
        var cluster = Map.of("cluster_id", seed);
        for (var statement : List.of("delete-neutron-config", "delete-nova-config", "delete-networks")) {
            jdbc.update(Sql.of("nailgun/clone/" + statement), cluster);
        }
        // Later releases of Nailgun have more tables that hang on a cluster.
        jdbc.query(Sql.of("nailgun/clone/references-to-clusters"), Map.of(), row -> {
            jdbc.update("delete from %s where %s = :cluster_id".formatted(row.getString(1), row.getString(2)), cluster);
        });
        relations.remove(seed);
        graphs.removeFrom(seed);
        jdbc.update(Sql.of("nailgun/clone/delete-cluster"), cluster);
    }
}
