package org.octane.nailgun.deployment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads the status of nodes and tasks. */
public record DeploymentStates(NamedParameterJdbcTemplate nailgun) {

    /** Of each of these nodes, by id; of those too that Nailgun has no more. */
    public List<NodeState> of(Collection<Integer> nodes) {
        var states = new TreeMap<Integer, NodeState>();
        nodes.forEach(id -> states.put(id, NodeState.gone(id)));
        nailgun.query(Sql.of("nailgun/deployment/node-states"), Map.of("nodes", nodes), row -> {
            states.put(
                    row.getInt("id"),
                    new NodeState(
                            row.getInt("id"),
                            row.getString("hostname"),
                            (Integer) row.getObject("cluster_id"),
                            row.getString("status"),
                            row.getString("error_msg")));
        });
        return List.copyOf(states.values());
    }

    /** Of those of these nodes that Nailgun has, by id. */
    public List<Machine> machines(Collection<Integer> nodes) {
        return nailgun.query(
                Sql.of("nailgun/deployment/machines"),
                Map.of("nodes", nodes),
                (row, i) -> new Machine(
                        row.getInt("id"),
                        row.getString("hostname"),
                        (Integer) row.getObject("cluster_id"),
                        row.getString("status"),
                        words(row.getString("roles")),
                        words(row.getString("macs"))));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    public TaskState of(UUID task) {
        var found = nailgun.queryForList(
                Sql.of("nailgun/deployment/task-status"), Map.of("uuid", task.toString()), String.class);
        if (found.isEmpty()) {
            return TaskState.ABSENT;
        }
        return List.of("pending", "running").contains(found.get(0)) ? TaskState.OPEN : TaskState.ENDED;
    }
}
