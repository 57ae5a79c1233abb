package org.octane.nailgun.release;

import java.util.HashMap;
import java.util.Map;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Since Fuel 9.0 what is to be done in a deployment is a graph of tasks: releases and clusters have one of the type
 * {@code default}, that of a cluster without tasks of its own until somebody gives it some. Earlier Nailguns have no such tables.
 */
public record DeploymentGraphs(NamedParameterJdbcTemplate jdbc, Rows rows) {

    private static final String TYPE = "default";

    /** What a new cluster has. */
    public void addTo(int cluster) {
        if (areKept()) {
            attach("cluster", cluster, graph());
        }
    }

    /** Gives a release the tasks of another. */
    public void copy(int release, int to) {
        if (!areKept()) {
            return;
        }
        var graph = graph();
        attach("release", to, graph);
        jdbc.queryForList(
                        Sql.of("nailgun/release/release-graph-tasks"),
                        Map.of("release_id", release, "type", TYPE),
                        Integer.class)
                .forEach(task -> rows.copy("deployment_graph_tasks", task, Map.of("deployment_graph_id", graph)));
    }

    /** With the graphs their tasks go, and that they were the cluster's. */
    public void removeFrom(int cluster) {
        if (areKept()) {
            jdbc.update(Sql.of("nailgun/release/delete-cluster-graphs"), Map.of("cluster_id", cluster));
        }
    }

    private boolean areKept() {
        return rows.has("cluster_deployment_graphs");
    }

    private int graph() {
        var unnamed = new HashMap<String, Object>();
        unnamed.put("name", null);
        return rows.insert("deployment_graphs", unnamed);
    }

    private void attach(String owner, int id, int graph) {
        rows.insert(
                owner + "_deployment_graphs", Map.of("type", TYPE, "deployment_graph_id", graph, owner + "_id", id));
    }
}
