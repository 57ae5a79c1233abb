package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.octane.json.Json;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of a database, and the changes of them in the form of the recordings: by table a list of {@code op}, {@code row}, or
 * {@code key}, {@code before} and {@code after}.
 */
final class TableRows {

    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                    + " AND table_type = 'BASE TABLE' AND table_name NOT IN ('action_logs', 'alembic_version')"
                    + " AND table_name NOT LIKE 'flyway%'";
    private static final String KEYS = "SELECT k.table_name, k.column_name FROM information_schema.key_column_usage k"
            + " JOIN information_schema.table_constraints c USING (constraint_schema, constraint_name)"
            + " WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = 'public' ORDER BY k.ordinal_position";

    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final Map<String, List<String>> keys = new HashMap<>();
    private final List<String> tables;
    private final String all;

    TableRows(DataSource database) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
        jdbc.query(KEYS, row -> {
            keys.computeIfAbsent(row.getString(1), table -> new ArrayList<>()).add(row.getString(2));
        });
        tables = jdbc.queryForList(TABLES, String.class);
        all = tables.stream()
                .map("SELECT '%1$s', row_to_json(t)::text FROM \"%1$s\" t"::formatted)
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** All rows by table, and by their key as text; by one query, for each costs a connection. */
    Map<String, Map<String, ObjectNode>> read() {
        var rows = new TreeMap<String, Map<String, ObjectNode>>();
        tables.forEach(table -> rows.put(table, new TreeMap<>()));
        jdbc.query(all, row -> {
            var table = row.getString(1);
            var fields = (ObjectNode) Json.read(row.getString(2));
            rows.get(table).put(key(table, fields).toString(), fields);
        });
        return rows;
    }

    private JsonNode key(String table, ObjectNode row) {
        var key = Json.array();
        keys.getOrDefault(table, List.of()).forEach(column -> key.add(row.get(column)));
        return key.isEmpty() ? Json.array().add(row.toString()) : key;
    }

    /** What is another in the second. */
    static JsonNode changes(Map<String, Map<String, ObjectNode>> before, Map<String, Map<String, ObjectNode>> after) {
        var changes = Json.object();
        before.forEach((table, old) -> {
            var list = Json.array();
            var now = after.getOrDefault(table, Map.of());
            var all = new TreeSet<>(old.keySet());
            all.addAll(now.keySet());
            for (var key : all) {
                change(key, old.get(key), now.get(key)).ifPresent(list::add);
            }
            if (!list.isEmpty()) {
                changes.set(table, list);
            }
        });
        return changes;
    }

    private static java.util.Optional<ObjectNode> change(String key, ObjectNode old, ObjectNode now) {
        if (old == null || now == null) {
            var change = Json.object().put("op", old == null ? "insert" : "delete");
            change.set("row", old == null ? now : old);
            return java.util.Optional.of(change);
        }
        if (old.equals(now)) {
            return java.util.Optional.empty();
        }
        var change = Json.object().put("op", "update");
        change.set("key", Json.read(key));
        var was = change.putObject("before");
        var is = change.putObject("after");
        now.properties().forEach(field -> {
            if (!field.getValue().equals(old.get(field.getKey()))) {
                was.set(field.getKey(), old.get(field.getKey()));
                is.set(field.getKey(), field.getValue());
            }
        });
        return java.util.Optional.of(change);
    }

    /** Makes the changes, whatever their order. */
    void make(JsonNode changes) {
        each(changes, false);
    }

    /** Takes the changes back. */
    void takeBack(JsonNode changes) {
        each(changes, true);
    }

    private void each(JsonNode changes, boolean back) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // Rows come in any order: neither foreign keys nor triggers look at them.
            statement.execute("SET session_replication_role = replica");
            for (var table : changes.properties()) {
                if (keys.containsKey(table.getKey()) && !table.getKey().equals("action_logs")) {
                    for (var change : table.getValue()) {
                        one(connection, table.getKey(), change, back);
                    }
                }
            }
            statement.execute("SET session_replication_role = origin");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void one(Connection connection, String table, JsonNode change, boolean back) throws SQLException {
        var op = change.get("op").asText();
        if (op.equals("update")) {
            var columns = new ArrayList<String>();
            change.get("after").fieldNames().forEachRemaining(columns::add);
            var set =
                    columns.stream().map(c -> "\"" + c + "\" = n.\"" + c + "\"").collect(Collectors.joining(", "));
            var key = Json.object();
            for (int i = 0; i < keys.get(table).size(); i++) {
                key.set(keys.get(table).get(i), change.get("key").get(i));
            }
            run(
                    connection,
                    "UPDATE \"%s\" t SET %s FROM json_populate_record(NULL::\"%1$s\", ?::json) n,".formatted(table, set)
                            + " json_populate_record(NULL::\"%s\", ?::json) k WHERE %s"
                                    .formatted(table, sameKey(table)),
                    change.get(back ? "before" : "after"),
                    key);
        } else if (op.equals("insert") != back) {
            run(
                    connection,
                    "INSERT INTO \"%s\" SELECT * FROM json_populate_record(NULL::\"%1$s\", ?::json)".formatted(table),
                    change.get("row"));
        } else {
            run(
                    connection,
                    "DELETE FROM \"%s\" t USING json_populate_record(NULL::\"%1$s\", ?::json) k WHERE %s"
                            .formatted(table, sameKey(table)),
                    change.get("row"));
        }
    }

    private String sameKey(String table) {
        return keys.get(table).stream()
                .map(column -> "t.\"" + column + "\" = k.\"" + column + "\"")
                .collect(Collectors.joining(" AND "));
    }

    private static void run(Connection connection, String sql, JsonNode... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i].toString());
            }
            statement.executeUpdate();
        }
    }
}
