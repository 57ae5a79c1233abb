package org.octane.nailgun.upgrade;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.octane.json.Json;
import org.octane.nailgun.model.InPlaceProgress;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Nailgun's rows for one upgrade: a task {@code deploy}, as for each deployment of a cluster, with a subtask {@code deployment} for each
 * stage. Their uuids are made of the upgrade's key, so that the rows are found again, and are of version 3, which no task of
 * Nailgun's own has. They are no casts, which have tasks of their own: Nailgun's receiver would take the first one's end, or failure,
 * for that of all.
 */
final class UpgradeTask {

    private static final SqlFiles SQL = new SqlFiles("nailgun/upgrade");
    private static final String ABORTED = "Task aborted";

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final EnumTypes enums;
    private final InPlaceProgress progress;

    UpgradeTask(Tables tables, InPlaceProgress progress) {
        this.jdbc = tables.jdbc();
        this.rows = tables.rows();
        this.enums = new EnumTypes(tables.jdbc());
        this.progress = progress;
    }

    /** @param message of one that has ended */
    record Row(int id, String status, String message) {}

    Optional<Row> find() {
        return find(progress.key());
    }

    /** @return id */
    int add() {
        int parent = add(progress.key(), "deploy", null, 1, "{}");
        for (var part : progress.parts()) {
            var result = Json.object().put("stage", part.name()).put("title", part.title());
            add(key(part), "deployment", parent, part.steps(), result.toString());
        }
        return parent;
    }

    void write(Row task, String message) {
        for (var part : progress.parts()) {
            find(key(part)).ifPresent(row -> write(row, part));
        }
        var begun = progress.parts().stream().anyMatch(InPlaceProgress.Part::begun);
        switch (progress.state()) {
            case RUNNING -> change(task, begun ? "running" : enums.begunTask(), progress.percent(), null);
            case DONE -> change(task, "ready", 100, message);
            case FAILED, ABORTED, GOING_BACK, FAILED_GOING_BACK, BACK -> change(task, "error", 100, message);
        }
    }

    private void write(Row row, InPlaceProgress.Part part) {
        if (part.ready()) {
            change(row, "ready", 100, null);
        } else if (progress.state() == InPlaceProgress.State.RUNNING) {
            change(row, part.begun() ? "running" : enums.begunTask(), 100 * part.done() / part.steps(), null);
        } else {
            change(row, "error", 100, part.dead() && progress.message() != null ? progress.message() : ABORTED);
        }
    }

    private void change(Row row, String status, int percent, String message) {
        var values = new HashMap<String, Object>(Map.of("id", row.id(), "status", status, "progress", percent));
        values.put("message", message);
        jdbc.update(SQL.of("change-task"), values);
    }

    private Optional<Row> find(String key) {
        return jdbc
                .query(
                        SQL.of("task"),
                        Map.of("uuid", uuid(key)),
                        (row, i) -> new Row(row.getInt("id"), row.getString("status"), row.getString("message")))
                .stream()
                .findFirst();
    }

    private int add(String key, String name, Integer parent, int weight, String result) {
        var values = new HashMap<String, Object>();
        values.put("cluster_id", progress.cluster());
        values.put("uuid", uuid(key));
        values.put("name", name);
        values.put("status", enums.begunTask());
        values.put("progress", 0);
        values.put("cache", "{}");
        values.put("result", result);
        values.put("parent_id", parent);
        values.put("weight", weight);
        return rows.insert("tasks", values);
    }

    private String key(InPlaceProgress.Part part) {
        return progress.key() + ", stage " + part.name();
    }

    private static String uuid(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static List<Integer> clusters(NamedParameterJdbcTemplate jdbc) {
        return jdbc.queryForList(SQL.of("clusters-with-tasks"), Map.of(), Integer.class);
    }

    static boolean isCutOff(NamedParameterJdbcTemplate jdbc, int cluster, InPlaceProgress newest) {
        return !jdbc.queryForList(SQL.of("tasks-cut-off"), others(cluster, newest), Integer.class)
                .isEmpty();
    }

    static void endCutOff(NamedParameterJdbcTemplate jdbc, int cluster, InPlaceProgress newest, String message) {
        for (int parent : jdbc.queryForList(SQL.of("tasks-cut-off"), others(cluster, newest), Integer.class)) {
            jdbc.update(SQL.of("end-cut-off"), Map.of("id", parent, "message", message, "aborted", ABORTED));
        }
    }

    private static Map<String, Object> others(int cluster, InPlaceProgress newest) {
        return Map.of("cluster_id", cluster, "uuid", newest == null ? "" : uuid(newest.key()));
    }
}
