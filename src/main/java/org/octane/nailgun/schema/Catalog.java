package org.octane.nailgun.schema;

import java.util.List;
import java.util.Map;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What tables and enums a Nailgun's database has now; nothing is remembered. */
final class Catalog {

    private final NamedParameterJdbcTemplate jdbc;

    Catalog(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Of a table or view, in order; none if there is no such one. */
    List<String> columns(String table) {
        return jdbc.query(
                Sql.of("nailgun/rows/columns"), Map.of("table", table), (row, n) -> row.getString("column_name"));
    }

    /** Of an enum, in order; none if there is no such one. */
    List<String> values(String type) {
        return new EnumTypes(jdbc).values(type);
    }

    /**
     * A column that has an enum's type.
     *
     * @param expression its default as SQL, null if it has none
     */
    record Typed(String table, String column, String expression) {}

    List<Typed> columnsOf(String type) {
        return jdbc.query(
                Sql.of("nailgun/schema/columns-of-type"),
                Map.of("type", type),
                (row, n) -> new Typed(
                        row.getString("table_name"), row.getString("column_name"), row.getString("column_default")));
    }

    String owner(String type) {
        return jdbc.queryForObject(Sql.of("nailgun/schema/type-owner"), Map.of("type", type), String.class);
    }
}
