package org.octane.nailgun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.octane.json.Json;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps a database where the real Nailgun's was, and compares the rows of both. */
final class Replay {

    /** What was done by hand before a call of the recording; by its note. */
    private static final Map<String, String> BY_HAND = Map.of(
            "node in error state, error_type provision (set by SQL)",
            "update nodes set status = 'error', error_type = 'provision' where id = 6",
            "node in error state, error_type deploy (set by SQL)",
            "update nodes set status = 'error', error_type = 'deploy' where id = 6");

    /** The real one's fault or another way, by table; for each the reason. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "tasks",
            "the message holds passwords: Octane keeps it nowhere",
            "deployment_tasks",
            "loaded into the real one later, by another program");

    /**
     * What is another on purpose, by version and table: for each column, or key of a column's JSON, the reason; {@code *} is the
     * whole table.
     */
    private static final Map<String, Map<String, String>> APART = Map.of(
            "7.0 clusters", Map.of("fuel_version", "the recorded program says 6.1 of itself"),
            "7.0 attributes", Map.of("editable/public_ssl", "TLS stays off where the original has none, as since 8.0"),
            "7.0 nodes",
                    Map.of(
                            "primary_roles",
                            "a moved controller stays primary there: the seed would have two (a fault)"),
            "9.2 clusters",
                    Map.of(
                            "fuel_version", "the recorded program says 9.1 of itself, the release 9.0",
                            "extensions", "that for upgrades is named, as its later versions do"),
            "9.2 attributes",
                    Map.of(
                            "editable/operator_user", "its password is made up",
                            "editable/service_user", "its password is made up"),
            "9.2 ip_addrs", Map.of("*", "a clone has its VIPs at once in every version (fault 3)"));

    private final String version;
    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final Map<String, JsonNode> given = new HashMap<>();
    private final Map<String, JsonNode> before = new TreeMap<>();
    private final Map<String, JsonNode> recorded = new TreeMap<>();
    private JsonNode groups;
    private JsonNode networks;

    Replay(DataSource database, Recording recording) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
        this.version = recording.version();
        // The dump was made when the recording ended its first calls: releases that those add are taken out again.
        recording.entries().stream()
                .filter(entry -> entry.path("method").asText().equals("POST")
                        && entry.get("path").asText().matches("/api/v1/releases/?"))
                .forEach(entry -> takeOut(entry.get("request")));
        jdbc.execute("select setval('releases_id_seq', (select max(id) from releases))");
    }

    private void takeOut(JsonNode release) {
        var name = release.get("name").textValue();
        given.put(
                name,
                Json.read(jdbc.queryForObject(
                        "select row_to_json(r)::text from releases r where name = ?", String.class, name)));
        jdbc.update("delete from releases where name = ?", name);
    }

    void prepare(String note) {
        var statement = BY_HAND.get(note);
        if (statement != null) {
            jdbc.update(statement);
        }
    }

    /** What Astute answered the real Nailgun. */
    void reply(JsonNode entry) {
        var nodes = entry.at("/kwargs/nodes");
        if (nodes.size() != 1 || !nodes.at("/0/status").asText().equals("provisioned")) {
            throw new IllegalStateException("No such reply was recorded yet: " + entry);
        }
        RealSide.installed(database, nodes.at("/0/uid").asInt());
    }

    /** A line for each table that the recording shows. */
    List<String> rows(JsonNode entry) {
        var note = entry.get("note").asText();
        var tables = entry.get("db_rows");
        if (tables.has("nodegroups") && tables.has("network_groups")) {
            groups = tables.get("nodegroups");
            networks = tables.get("network_groups");
        }
        var lines = new ArrayList<String>();
        if (note.startsWith("before")) {
            tables.properties().forEach(table -> {
                recorded.put(table.getKey(), table.getValue());
                before.put(table.getKey(), RowChanges.rows(jdbc, table.getKey()));
            });
        } else if (note.startsWith("after clone") || note.startsWith("after assign")) {
            tables.properties().forEach(table -> lines.add(compared(note, table.getKey(), table.getValue())));
        }
        return lines;
    }

    private String compared(String note, String table, JsonNode after) {
        if (OTHERWISE.containsKey(table) && note.startsWith("after assign")) {
            return "DIFFERENT  rows %s: %s, %s".formatted(note, table, OTHERWISE.get(table));
        }
        var reasons = APART.getOrDefault(version + " " + table, Map.of());
        if (reasons.containsKey("*") && note.startsWith("after clone")) {
            return "DIFFERENT  rows %s: %s, %s".formatted(note, table, reasons.get("*"));
        }
        var apart = reasons.keySet();
        var theirs = new RowChanges(groups, networks).of(without(recorded.get(table), apart), without(after, apart));
        var ours =
                RowChanges.of(jdbc).of(without(before.get(table), apart), without(RowChanges.rows(jdbc, table), apart));
        return ours.equals(theirs)
                ? "%-10s rows %s: %s, %d changed".formatted("EQUAL", note, table, ours.size())
                : "FAULT      rows %s: %s\n  recorded %s\n  found    %s".formatted(note, table, theirs, ours);
    }

    private static JsonNode without(JsonNode rows, Set<String> apart) {
        var copy = rows.deepCopy();
        for (var row : copy) {
            for (var path : apart) {
                var names = path.split("/");
                var fields = (ObjectNode) row;
                if (names.length == 1) {
                    fields.remove(path);
                } else if (fields.path(names[0]).isTextual()) {
                    var document = (ObjectNode) Json.read(fields.path(names[0]).asText());
                    document.remove(names[1]);
                    fields.put(names[0], document.toString());
                } else if (fields.path(names[0]) instanceof ObjectNode document) {
                    document.remove(names[1]);
                }
            }
        }
        return copy;
    }

    /** A line for each release that was added. */
    List<String> releases() {
        return given.entrySet().stream()
                .map(release -> {
                    var found = Json.read(jdbc.queryForObject(
                            "select row_to_json(r)::text from releases r where name = ?",
                            String.class,
                            release.getKey()));
                    var differences = new ArrayList<String>();
                    release.getValue().properties().forEach(column -> {
                        if (!OTHERWISE.containsKey(column.getKey())
                                && !parsed(column.getValue()).equals(parsed(found.get(column.getKey())))) {
                            differences.add(column.getKey());
                        }
                    });
                    return "%-10s row of releases: %s %s"
                            .formatted(differences.isEmpty() ? "EQUAL" : "FAULT", release.getKey(), differences);
                })
                .toList();
    }

    private static JsonNode parsed(JsonNode value) {
        var text = value.asText();
        return value.isTextual() && (text.startsWith("{") || text.startsWith("["))
                ? AnswerKeys.sorted(Json.read(text))
                : value;
    }
}
