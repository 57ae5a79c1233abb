package org.octane.astute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.octane.astute.facts.ClusterData;
import org.octane.astute.facts.ClusterData.Node;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What Nailgun does to its own rows before it casts: addresses and primary roles given, the nodes' status, a task. One
 * transaction with the reading of the message, so that both speak of the same cloud; may run twice.
 */
final class Preparation {

    private final NamedParameterJdbcTemplate nailgun;
    private final TransactionTemplate transaction;
    private final ClusterReader reader;

    Preparation(NamedParameterJdbcTemplate nailgun, TransactionTemplate transaction, ClusterReader reader) {
        this.nailgun = nailgun;
        this.transaction = transaction;
        this.reader = reader;
    }

    /** @param message is read after addresses and roles are given and before the status changes, as Nailgun does */
    ObjectNode prepare(Cast cast, Supplier<ObjectNode> message) {
        return transaction.execute(status -> {
            lock(cast.cluster());
            if (cast.kind() != CastKind.REMOVE) {
                new AddressGaps(nailgun).fill(reader.read(cast.cluster()), cast.nodes());
                primaries(reader.read(cast.cluster()));
            }
            var made = message.get();
            begin(cast, reader.read(cast.cluster()));
            return made;
        });
    }

    /** In the order of all that change Nailgun's rows: the cluster, its nodes, and addresses last. */
    private void lock(int cluster) {
        for (var rows : List.of("lock-cluster", "lock-nodes")) {
            nailgun.queryForList(Sql.of(rows), Map.of("cluster", cluster), Integer.class);
        }
    }

    /** Each role that has a primary gets one: a node that is deployed already, else the first. */
    private void primaries(ClusterData cluster) {
        cluster.release().roles().properties().forEach(role -> {
            var members =
                    cluster.nodes().stream().filter(n -> n.has(role.getKey())).toList();
            if (role.getValue().path("has_primary").asBoolean()
                    && members.stream().noneMatch(n -> n.primary().contains(role.getKey()))) {
                members.stream()
                        .min(Comparator.comparing((Node n) -> !n.status().equals("ready"))
                                .thenComparing(Node::id))
                        .ifPresent(first ->
                                nailgun.update(setPrimary(), Map.of("role", role.getKey(), "node", first.id())));
            }
        });
    }

    /** Nailgun 9 calls the column by its tags. */
    private String setPrimary() {
        var columns = nailgun.queryForList(Sql.of("node-columns"), Map.of(), String.class);
        return Sql.of(columns.contains("primary_tags") ? "set-primary-tag" : "set-primary");
    }

    private void begin(Cast cast, ClusterData cluster) {
        for (var node : cluster.nodes()) {
            if (cast.nodes().contains(node.id())) {
                var values = new MapSqlParameterSource("node", node.id())
                        .addValue("cluster", cast.cluster())
                        .addValue("roles", roles(node).toArray(String[]::new));
                nailgun.update(statement(cast.kind()), values);
            }
        }
        nailgun.update(
                Sql.of("add-task"),
                Map.of(
                        "cluster", cast.cluster(),
                        "uuid", cast.task().toString(),
                        "name", cast.kind().task()));
        if (cast.kind() == CastKind.DEPLOY) {
            nailgun.update(Sql.of("cluster-status"), Map.of("cluster", cast.cluster(), "status", "deployment"));
        }
    }

    private static List<String> roles(Node node) {
        return new ArrayList<>(node.allRoles().toList());
    }

    private static String statement(CastKind kind) {
        return Sql.of(
                switch (kind) {
                    case PROVISION -> "begin-provisioning";
                    case DEPLOY -> "begin-deployment";
                    case REMOVE -> "begin-removal";
                });
    }
}
