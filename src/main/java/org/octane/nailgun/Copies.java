package org.octane.nailgun;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Copies rows inside the database, with whatever columns their tables have there: an id of its own, some values
 * changed, all others alike.
 */
final class Copies {

    /** Instead of a value: what the column has by default. */
    static final Object DEFAULT = new Object();

    private final NamedParameterJdbcTemplate jdbc;
    private final Map<String, Map<String, String>> columns = new ConcurrentHashMap<>();

    Copies(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return id of the copy */
    int copy(String table, int id, Map<String, Object> changed) {
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
            parameters.put(column, value);
        });
        parameters.put("copied", id);
        return jdbc.queryForObject(
                "insert into %s (%s) select %s from %1$s where id = :copied returning id"
                        .formatted(table, names, values),
                parameters,
                Integer.class);
    }

    boolean has(String table, String column) {
        return columns(table).containsKey(column);
    }

    boolean has(String table) {
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
