package org.octane.nailgun.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.octane.nailgun.deployment.ClusterData.Node;
import org.octane.nailgun.network.Addresses;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.update.UpdateTask;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts a task as Nailgun does before it casts: gives addresses and primary roles, sets the nodes' status, adds the task. One
 * transaction with the making of the message, so that both speak of the same cloud; may run twice.
 */
public final class TaskStart {

    private final NamedParameterJdbcTemplate nailgun;
    private final TransactionTemplate transaction;
    private final ClusterReader reader;
    private final Rows rows;
    private final EnumTypes enums;
    private final MissingAddresses addresses;
    private final UpdateTask update;

    public TaskStart(NamedParameterJdbcTemplate nailgun, TransactionTemplate transaction, Rows rows) {
        this.nailgun = nailgun;
        this.transaction = transaction;
        this.reader = new ClusterReader(nailgun);
        this.rows = rows;
        this.enums = new EnumTypes(nailgun);
        this.addresses = new MissingAddresses(new Addresses(nailgun, rows));
        this.update = new UpdateTask(nailgun);
    }

    /** @param message is made after addresses and roles are given and before the status changes, as Nailgun does */
    public <T> T start(OperationTask task, Supplier<T> message) {
        return transaction.execute(status -> {
            lock(task.cluster());
            if (task.operation() != NodeOperation.REMOVE && task.operation().changesNodes()) {
                var cluster = reader.read(task.cluster());
                addresses.add(cluster, task.operation().deploys() ? all(cluster) : task.nodes());
            }
            if (task.operation().deploys()) {
                choosePrimaries(reader.read(task.cluster()), task.nodes());
            }
            if (!task.operation().isTask()) {
                update.goOn(task.cluster());
            }
            var made = message.get();
            begin(task, reader.read(task.cluster()));
            return made;
        });
    }

    /** Who is deployed is told the addresses of all nodes. */
    private static List<Integer> all(ClusterData cluster) {
        return cluster.nodes().stream().map(Node::id).toList();
    }

    /** In the order of all that change Nailgun's rows: the cluster, its nodes, and addresses last. */
    private void lock(int cluster) {
        var of = Map.of("cluster", cluster);
        nailgun.queryForList(Sql.of("nailgun/deployment/lock-cluster"), of, Integer.class);
        nailgun.queryForList(Sql.of("nailgun/deployment/lock-nodes"), of, Integer.class);
    }

    /**
     * Each role that has a primary and none in the cluster gets one of the nodes that are deployed: one that is deployed already,
     * else the first.
     */
    private void choosePrimaries(ClusterData cluster, List<Integer> deployed) {
        cluster.release().roles().properties().forEach(role -> {
            if (role.getValue().path("has_primary").asBoolean()
                    && cluster.nodes().stream().noneMatch(n -> n.primary().contains(role.getKey()))) {
                cluster.nodes().stream()
                        .filter(n -> deployed.contains(n.id()) && n.has(role.getKey()))
                        .min(Comparator.comparing((Node n) -> !n.status().equals("ready"))
                                .thenComparing(Node::id))
                        .ifPresent(first ->
                                nailgun.update(setPrimary(), Map.of("role", role.getKey(), "node", first.id())));
            }
        });
    }

    /** Nailgun 9 calls the column by its tags. */
    private String setPrimary() {
        return rows.has("nodes", "primary_tags")
                ? Sql.of("nailgun/deployment/set-primary-tag")
                : Sql.of("nailgun/deployment/set-primary");
    }

    private void begin(OperationTask task, ClusterData cluster) {
        for (var node : cluster.everyNode()) {
            if (task.operation().changesNodes() && task.nodes().contains(node.id())) {
                var values = new MapSqlParameterSource("node", node.id())
                        .addValue("cluster", task.cluster())
                        .addValue("roles", node.allRoles().toArray(String[]::new));
                nailgun.update(Sql.of(task.operation().statement()), values);
            }
        }
        if (!task.operation().isTask()) {
            return;
        }
        nailgun.update(
                Sql.of("nailgun/deployment/add-task"),
                Map.of(
                        "cluster", task.cluster(),
                        "uuid", task.uuid().toString(),
                        "status", task.operation() == NodeOperation.REMOVE ? "running" : enums.begunTask(),
                        "name", task.operation().task()));
        if (task.operation() == NodeOperation.DEPLOY
                || task.operation() == NodeOperation.PROVISION && enums.hasPartlyDeployed()) {
            nailgun.update(
                    Sql.of("nailgun/deployment/cluster-status"),
                    Map.of("cluster", task.cluster(), "status", "deployment"));
        }
    }
}
