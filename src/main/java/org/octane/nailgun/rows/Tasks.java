package org.octane.nailgun.rows;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.octane.nailgun.model.Task;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The rows of tasks and notifications. */
public final class Tasks {

    private static final String PROVISION = "provision";

    private final NamedParameterJdbcTemplate jdbc;
    private final EnumTypes enums;

    public Tasks(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.enums = new EnumTypes(jdbc);
    }

    /** Begins the installation of nodes of a cluster. */
    public Task startProvisioning(int cluster) {
        if (isRunning(cluster, PROVISION)) {
            throw enums.hasPartlyDeployed()
                    ? Refusal.invalid("A task is already running")
                    : Refusal.conflict(
                            "Nodes of cluster %d are being provisioned; wait for the end.".formatted(cluster));
        }
        if (enums.hasPartlyDeployed()) {
            jdbc.update(
                    Sql.of("nailgun/deployment/cluster-status"), Map.of("cluster", cluster, "status", "deployment"));
        }
        return start(cluster, PROVISION);
    }

    public Task start(int cluster, String name) {
        var uuid = UUID.randomUUID().toString();
        var id = jdbc.queryForObject(
                Sql.of("nailgun/rows/insert-task"),
                Map.of("cluster_id", cluster, "uuid", uuid, "name", name, "status", enums.begunTask()),
                Integer.class);
        return new Task(id, uuid);
    }

    /** Those of the clusters that have not ended, each a few words. */
    public List<String> open(Collection<Integer> clusters) {
        return jdbc.queryForList(Sql.of("nailgun/rows/open-tasks"), Map.of("clusters", clusters), String.class);
    }

    public boolean isRunning(int cluster, String name) {
        return jdbc.queryForObject(
                Sql.of("nailgun/rows/task-is-running"), Map.of("cluster_id", cluster, "name", name), Boolean.class);
    }

    /** Whether the last one of that name which has ended did not end well; false: none has ended. */
    public boolean lastFailed(int cluster, String name) {
        return jdbc
                .queryForList(
                        Sql.of("nailgun/rows/last-ended-task"),
                        Map.of("cluster_id", cluster, "name", name),
                        String.class)
                .stream()
                .anyMatch(status -> !status.equals("ready"));
    }

    /** Adds a notification, which may be about a cluster and a node. */
    public void tell(String topic, String message, Integer cluster, Integer node) {
        var parameters = new HashMap<String, Object>(Map.of("topic", topic, "message", message));
        parameters.put("cluster_id", cluster);
        parameters.put("node_id", node);
        parameters.put("task_id", null);
        jdbc.queryForObject(Sql.of("nailgun/admin/add-notification"), parameters, Integer.class);
    }

    public void notifyOnce(String topic, String message, Integer cluster, Integer node) {
        var parameters = new HashMap<String, Object>(Map.of("topic", topic, "message", message));
        parameters.put("cluster_id", cluster);
        parameters.put("node_id", node);
        jdbc.update(Sql.of("nailgun/rows/notify-once"), parameters);
    }
}
