package org.octane.nailgun.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.json.Json;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A cluster that is updated, of the row with whatever columns it has. */
record UpdatedCluster(JsonNode row) {

    /** Where a uuid has its version; Nailgun's own are of version 4. */
    private static final int VERSION = 14;

    private static final char OCTANES = '3';

    /** A task {@code update} that has not ended. */
    record OpenTask(int id, String uuid) {

        boolean isOctanes() {
            return uuid.length() > VERSION && uuid.charAt(VERSION) == OCTANES;
        }
    }

    static Optional<UpdatedCluster> find(NamedParameterJdbcTemplate jdbc, int id) {
        return read(jdbc, "nailgun/update/cluster", id);
    }

    /** For this transaction alone. @throws Refusal there is none */
    static UpdatedCluster locked(NamedParameterJdbcTemplate jdbc, int id) {
        return read(jdbc, "nailgun/update/lock-cluster", id).orElseThrow(() -> Refusal.notFound("Cluster not found"));
    }

    private static Optional<UpdatedCluster> read(NamedParameterJdbcTemplate jdbc, String statement, int id) {
        return jdbc.queryForList(Sql.of(statement), Map.of("cluster", id), String.class).stream()
                .map(row -> new UpdatedCluster(Json.read(row)))
                .findFirst();
    }

    int id() {
        return row.path("id").intValue();
    }

    String name() {
        return row.path("name").textValue();
    }

    String mode() {
        return row.path("mode").textValue();
    }

    String status() {
        return row.path("status").textValue();
    }

    int release() {
        return row.path("release_id").intValue();
    }

    boolean isRemoved() {
        return status().equals("remove");
    }

    void refuseRemoved() {
        if (isRemoved()) {
            throw Refusal.conflict("Environment '%d' is being deleted".formatted(id()));
        }
    }

    /** No update of it is Nailgun's own. */
    boolean isOctanes(NamedParameterJdbcTemplate jdbc) {
        return openTasks(jdbc).stream().allMatch(OpenTask::isOctanes);
    }

    List<OpenTask> openTasks(NamedParameterJdbcTemplate jdbc) {
        return jdbc.query(
                Sql.of("nailgun/update/open-tasks"),
                Map.of("cluster", id()),
                (row, i) -> new OpenTask(row.getInt("id"), row.getString("uuid")));
    }

    /** Names of nodes in error, or that a deployment has found offline. */
    List<String> failedNodes(NamedParameterJdbcTemplate jdbc) {
        return jdbc.queryForList(Sql.of("nailgun/deployment/failed-nodes"), Map.of("cluster", id()), String.class);
    }

    /** Those, and nodes that are being deployed. */
    List<String> unfinishedNodes(NamedParameterJdbcTemplate jdbc) {
        return jdbc.queryForList(Sql.of("nailgun/update/unfinished-nodes"), Map.of("cluster", id()), String.class);
    }
}
