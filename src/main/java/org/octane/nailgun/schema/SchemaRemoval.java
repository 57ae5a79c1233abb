package org.octane.nailgun.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Takes away what Octane added to a Nailgun's database, if no row uses it. PostgreSQL can't drop a value of an enum: the
 * type is made anew without it, under the same name, for the same owner. The caller gives the transaction.
 */
final class SchemaRemoval {

    private final NamedParameterJdbcTemplate jdbc;
    private final Catalog catalog;

    SchemaRemoval(NamedParameterJdbcTemplate jdbc, Catalog catalog) {
        this.jdbc = jdbc;
        this.catalog = catalog;
    }

    /** @param added texts of what was added */
    void remove(List<String> added) {
        var all = SchemaAdditions.all(catalog);
        var mine = new ArrayList<>(
                all.stream().filter(addition -> added.contains(addition.text())).toList());
        var unknown = new ArrayList<>(added);
        mine.forEach(addition -> unknown.remove(addition.text()));
        if (!unknown.isEmpty()) {
            throw Refusal.conflict("This Octane does not know how to take away: %s. A newer one added it."
                    .formatted(String.join(", ", unknown)));
        }
        mine.removeIf(addition -> !addition.isThere(catalog));
        var values = mine.stream()
                .filter(SchemaAddition.Value.class::isInstance)
                .map(SchemaAddition.Value.class::cast)
                .collect(Collectors.groupingBy(
                        SchemaAddition.Value::type,
                        TreeMap::new,
                        Collectors.mapping(SchemaAddition.Value::value, Collectors.toList())));
        lock(mine, values.keySet());
        check(mine, values);
        for (var i = mine.size() - 1; i >= 0; i--) {
            mine.get(i).removal().forEach(jdbc.getJdbcOperations()::execute);
        }
        values.forEach(this::makeAnew);
    }

    /** Nobody may begin to use what is about to go. */
    private void lock(List<SchemaAddition> additions, Iterable<String> types) {
        var tables = new TreeSet<String>();
        for (var addition : additions) {
            if (addition instanceof SchemaAddition.Column column) {
                tables.add(column.table());
            } else if (addition instanceof SchemaAddition.Relation relation
                    && relation.kind().equals("table")) {
                tables.add(relation.name());
            }
        }
        types.forEach(type -> catalog.columnsOf(type).forEach(column -> tables.add(column.table())));
        tables.forEach(table -> jdbc.getJdbcOperations().execute("lock table " + table + " in access exclusive mode"));
    }

    private void check(List<SchemaAddition> additions, Map<String, List<String>> values) {
        var used = new ArrayList<String>();
        for (var addition : additions) {
            if (addition.uses() != null) {
                count(addition.text(), addition.uses(), Map.of(), used);
            }
        }
        values.forEach((type, added) -> catalog.columnsOf(type)
                .forEach(column -> added.forEach(value -> count(
                        "value %s %s in %s.%s".formatted(type, value, column.table(), column.column()),
                        "select count(*) from %s where %s::text = :value".formatted(column.table(), column.column()),
                        Map.of("value", value),
                        used))));
        if (!used.isEmpty()) {
            throw Refusal.conflict(
                    "Rows use what would be taken away: %s. Nothing was changed.".formatted(String.join("; ", used)),
                    used);
        }
    }

    private void count(String what, String query, Map<String, String> parameters, List<String> used) {
        var rows = jdbc.queryForObject(query, parameters, Long.class);
        if (rows > 0) {
            used.add("%s (%d %s)".formatted(what, rows, rows == 1 ? "row" : "rows"));
        }
    }

    private void makeAnew(String type, List<String> added) {
        var statements = new ArrayList<String>();
        var kept = new ArrayList<>(catalog.values(type));
        kept.removeAll(added);
        var columns = catalog.columnsOf(type);
        for (var column : columns) {
            if (column.expression() != null) {
                statements.add(
                        "alter table %s alter column %s drop default".formatted(column.table(), column.column()));
            }
        }
        statements.add("alter type %s rename to octane_%1$s".formatted(type));
        statements.add("create type %s as enum (%s)"
                .formatted(
                        type,
                        kept.stream()
                                .map(value -> "'" + value.replace("'", "''") + "'")
                                .collect(Collectors.joining(", "))));
        statements.add("alter type %s owner to %s".formatted(type, catalog.owner(type)));
        for (var column : columns) {
            statements.add("alter table %s alter column %s type %s using %2$s::text::%3$s"
                    .formatted(column.table(), column.column(), type));
            if (column.expression() != null) {
                statements.add("alter table %s alter column %s set default %s"
                        .formatted(column.table(), column.column(), column.expression()));
            }
        }
        statements.add("drop type octane_" + type);
        statements.forEach(jdbc.getJdbcOperations()::execute);
    }
}
