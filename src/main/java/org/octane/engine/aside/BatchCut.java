package org.octane.engine.aside;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Takes nodes out of the order of their batch. What is left for them becomes groups of their own, behind those of their batch and before
 * those of the next one, which has not begun. In the transaction of the caller, who has locked the upgrade.
 */
final class BatchCut {

    private static final SqlFiles SQL = new SqlFiles("engine/aside");

    private final NamedParameterJdbcTemplate sql;

    BatchCut(NamedParameterJdbcTemplate sql) {
        this.sql = sql;
    }

    /** A whole batch, which stays as it is: nothing but what comes after all batches of its roles waits for it. */
    Long whole(long upgrade, int unit) {
        var place = place(upgrade, unit);
        sql.update(SQL.of("set-aside"), Map.of("upgrade", upgrade, "unit", unit));
        if (place.next() != null) {
            sql.update(
                    SQL.of("overtake"),
                    Map.of(
                            "upgrade", upgrade,
                            "group", place.next(),
                            "overtaken", place.last(),
                            "first", place.first()));
        }
        waitFor(upgrade, place);
        return null;
    }

    /**
     * @param unit of the batch's groups
     * @param numbers of the batches, one for each role, whose nodes have failed
     * @return id of the step that is done on the others of the dead step's nodes, null if there are none
     */
    Long of(FailureBudget.Dead dead, int unit, List<Integer> numbers) {
        long upgrade = dead.upgrade();
        var groups = toCome(dead, unit);
        var place = place(upgrade, unit);
        var values = new HashMap<String, Object>(Map.of(
                "upgrade",
                upgrade,
                "unit",
                unit,
                "nodes",
                dead.failed().toArray(Integer[]::new),
                "last",
                place.lastCut(),
                "by",
                groups.size()));
        sql.update(SQL.of("move-groups"), values);
        sql.update(SQL.of("moved-groups"), values);
        int own = insertBatches(values, numbers);
        sql.update(SQL.of("shrink-batch"), values);
        var titles = titles(dead);
        Long done = null;
        int number = place.lastCut();
        for (var group : groups.entrySet()) {
            number++;
            insert(
                    upgrade,
                    number,
                    number > place.lastCut() + 1,
                    own,
                    group.getValue().size());
            int fewer = 0;
            for (var step : group.getValue()) {
                var others = step.nodes().stream()
                        .filter(node -> !dead.failed().contains(node))
                        .toList();
                boolean isDead = step.id() == dead.step();
                if (!others.isEmpty()) {
                    long copy = copy(step, others, titles, dead);
                    done = isDead ? Long.valueOf(copy) : done;
                }
                fewer += others.isEmpty() || isDead ? 1 : 0;
                take(step, number, titles, dead);
            }
            sql.update(SQL.of("fewer-open"), Map.of("upgrade", upgrade, "group", group.getKey(), "by", fewer));
        }
        for (int empty : sql.queryForList(SQL.of("empty-groups"), values, Integer.class)) {
            sql.update(SQL.of("overtake-all"), Map.of("upgrade", upgrade, "group", empty));
            sql.update(SQL.of("delete-group"), Map.of("upgrade", upgrade, "group", empty));
        }
        waitFor(upgrade, place(upgrade, own));
        return done;
    }

    /** @return number of the one that has groups of its own */
    private int insertBatches(Map<String, Object> values, List<Integer> numbers) {
        Integer own = null;
        for (int number : numbers) {
            var each = new HashMap<>(values);
            each.put("number", number);
            each.put("goesWith", own);
            int inserted = sql.queryForObject(SQL.of("insert-batch"), each, Integer.class);
            own = own == null ? Integer.valueOf(inserted) : own;
        }
        return own;
    }

    private void waitFor(long upgrade, Place place) {
        if (place.beyond() != null) {
            sql.update(SQL.of("wait-for"), Map.of("upgrade", upgrade, "last", place.last(), "beyond", place.beyond()));
        }
    }

    private void insert(long upgrade, int number, boolean follows, int unit, int open) {
        sql.update(
                SQL.of("insert-group"),
                Map.of(
                        "upgrade",
                        upgrade,
                        "number",
                        number,
                        "after",
                        follows ? new Integer[] {number - 1} : new Integer[0],
                        "unit",
                        unit,
                        "open",
                        open));
    }

    private long copy(Step step, List<Integer> others, Titles titles, FailureBudget.Dead dead) {
        return sql.queryForObject(
                SQL.of("insert-copy"),
                Map.of(
                        "step",
                        step.id(),
                        "nodes",
                        others.toArray(Integer[]::new),
                        "title",
                        titles.of(step, others),
                        "message",
                        dead.proved(),
                        "now",
                        dead.now()),
                Long.class);
    }

    private void take(Step step, int group, Titles titles, FailureBudget.Dead dead) {
        var nodes = step.nodes().stream().filter(dead.failed()::contains).toList();
        sql.update(
                SQL.of("take-step"),
                Map.of(
                        "step",
                        step.id(),
                        "group",
                        group,
                        "nodes",
                        nodes.toArray(Integer[]::new),
                        "title",
                        titles.of(step, nodes)));
    }

    private Place place(long upgrade, int unit) {
        return sql.queryForObject(
                SQL.of("place"),
                Map.of("upgrade", upgrade, "unit", unit),
                (row, i) -> new Place(
                        row.getInt("first"),
                        row.getInt("last"),
                        row.getInt("last_cut"),
                        row.getObject("next", Integer.class),
                        row.getObject("beyond", Integer.class)));
    }

    private record Step(long id, int group, List<Integer> nodes, String title) {

        static Step of(ResultSet row) throws SQLException {
            return new Step(
                    row.getLong("id"),
                    row.getInt("group_number"),
                    List.of((Integer[]) row.getArray("nodes").getArray()),
                    row.getString("title"));
        }
    }

    /** By the number of the group that they are in. */
    private Map<Integer, List<Step>> toCome(FailureBudget.Dead dead, int unit) {
        return sql
                .query(
                        SQL.of("steps-to-come"),
                        Map.of(
                                "upgrade",
                                dead.upgrade(),
                                "unit",
                                unit,
                                "step",
                                dead.step(),
                                "nodes",
                                dead.failed().toArray(Integer[]::new)),
                        (row, i) -> Step.of(row))
                .stream()
                .collect(Collectors.groupingBy(Step::group, LinkedHashMap::new, Collectors.toList()));
    }

    /** Titles name the nodes of their step. */
    private record Titles(Map<Integer, String> names) {

        String of(Step step, List<Integer> nodes) {
            return step.title().replace(listed(step.nodes()), listed(nodes));
        }

        private String listed(List<Integer> nodes) {
            return nodes.stream()
                    .map(node -> names.getOrDefault(node, "node-" + node))
                    .collect(Collectors.joining(", "));
        }
    }

    private Titles titles(FailureBudget.Dead dead) {
        var names = new HashMap<Integer, String>();
        sql.query(SQL.of("host-names"), Map.of("upgrade", dead.upgrade()), row -> {
            names.put(row.getInt("id"), row.getString("name"));
        });
        return new Titles(names);
    }
}
