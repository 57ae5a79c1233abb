package org.octane.nailgun.rows;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Copies and changes rows with whatever columns their tables have in this database: Nailgun's releases differ in them.
 */
public final class Rows {

    /** Instead of a value: what the column has by default. */
    public static final Object DEFAULT = new Object();

    private final NamedParameterJdbcTemplate jdbc;
    private final Map<String, Map<String, String>> columns = new ConcurrentHashMap<>();

    public Rows(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return id of the copy */
    public int copy(String table, int id, Map<String, Object> changed) {
        var names = new StringBuilder();
        var values = new StringBuilder();
        var parameters = new HashMap<String, Object>();
        columns(table).forEach((column, type) -> {
            var value = column.equals("id") ? changed.getOrDefault("id", DEFAULT) : changed.get(column);
            if (value == DEFAULT) {
                return;
            }
            var separator = names.isEmpty() ? "" : ", ";
            names.append(separator).append('"').append(column).append('"');
            values.append(separator)
                    .append(changed.containsKey(column) ? "cast(:" + column + " as " + type + ")" : '"' + column + '"');
            parameters.put(column, text(value));
        });
        parameters.put("copied", id);
        return jdbc.queryForObject(
                "insert into %s (%s) select %s from %1$s where id = :copied returning id"
                        .formatted(table, names, values),
                parameters,
                Integer.class);
    }

    /**
     * A new row with these values, and what the other columns have by default; lists are arrays of text; columns that
     * this database does not have are left out.
     *
     * @return its id
     */
    public int insert(String table, Map<String, ?> values) {
        var names = new StringJoiner(", ");
        var places = new StringJoiner(", ");
        var parameters = new HashMap<String, Object>();
        columns(table).forEach((column, type) -> {
            if (values.containsKey(column)) {
                names.add('"' + column + '"');
                places.add("cast(:" + column + " as " + type + ")");
                parameters.put(column, text(values.get(column)));
            }
        });
        return jdbc.queryForObject(
                "insert into %s (%s) values (%s) returning id".formatted(table, names, places),
                parameters,
                Integer.class);
    }

    /** Sets columns of a row; lists are arrays of text; columns that this database does not have are left out. */
    public void change(String table, int id, Map<String, Object> values) {
        var assignments = new StringJoiner(", ");
        var parameters = new HashMap<String, Object>();
        columns(table).forEach((column, type) -> {
            if (values.containsKey(column)) {
                assignments.add("\"" + column + "\" = cast(:" + column + " as " + type + ")");
                parameters.put(column, text(values.get(column)));
            }
        });
        parameters.put("changed", id);
        jdbc.update("update %s set %s where id = :changed".formatted(table, assignments), parameters);
    }

    /** A list as the text of an array. */
    private static Object text(Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .map(item -> '"' + item.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(",", "{", "}"))
                : value;
    }

    public boolean has(String table, String column) {
        return columns(table).containsKey(column);
    }

    public boolean has(String table) {
        return !columns(table).isEmpty();
    }

    /** Types by column; none if there is no such table. */
    private Map<String, String> columns(String table) {
        return columns.computeIfAbsent(table, this::read);
    }

    private Map<String, String> read(String table) {
        var found = new LinkedHashMap<String, String>();
        jdbc.query(Sql.of("columns"), Map.of("table", table), row -> {
            found.put(row.getString("column_name"), row.getString("udt_name"));
        });
        return found;
    }
}
