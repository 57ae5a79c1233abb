package org.octane.engine.limit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.octane.engine.create.PlanRows;
import org.octane.failure.Code;
import org.octane.json.Json;
import org.octane.plan.Plan;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.Catalogue;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The batches of one upgrade as rows, which are replaced by others. In the transaction of the caller, who has locked the upgrade. */
record BatchRows(NamedParameterJdbcTemplate sql, long upgrade) {

    private static final SqlFiles SQL = new SqlFiles("engine/limit");

    /** The oldest schema number whose servers know what all of its steps mean. */
    int needs() {
        return sql.queryForObject(SQL.of("needs"), Map.of("upgrade", upgrade), Integer.class);
    }

    List<String> roles() {
        return sql.queryForList(SQL.of("roles"), Map.of("upgrade", upgrade), String.class);
    }

    /** Those of a role and of the roles with which it goes, in the order in which they go. */
    List<CutBatch> of(String role) {
        return sql.query(
                SQL.of("batches"),
                Map.of("upgrade", upgrade, "role", role, "turn", Catalogue.TURN.name()),
                (row, i) -> batch(row));
    }

    private static CutBatch batch(ResultSet row) throws SQLException {
        return new CutBatch(
                row.getInt("number"),
                row.getInt("unit"),
                row.getInt("stage_number"),
                row.getString("role"),
                row.getString("row_role"),
                List.of((Integer[]) row.getArray("nodes").getArray()),
                row.getInt("first_group"),
                row.getInt("last_group"),
                row.getBoolean("begun"),
                row.getObject("turn", Long.class));
    }

    String stage(int number) {
        return sql.queryForObject(SQL.of("stage"), Map.of("upgrade", upgrade, "stageNumber", number), String.class);
    }

    void budget(int stage, String role, int failures) {
        sql.update(
                SQL.of("budget"), Map.of("upgrade", upgrade, "stageNumber", stage, "role", role, "failures", failures));
    }

    int units() {
        return sql.queryForObject(SQL.of("last-unit"), Map.of("upgrade", upgrade), Integer.class);
    }

    /**
     * All that comes after them moves by as many groups as there are more now, or less.
     *
     * @param old batches of one stage that follow each other or go together, none of which has begun
     * @throws Refusal if the others don't have the same steps on the same nodes, so that one would be lost or done twice
     */
    void replace(List<CutBatch> old, Plan.Stage others, Map<String, String> parameters) {
        boolean waits = old.get(0).turn() != null;
        int first = waits ? old.get(0).first() + 1 : old.get(0).first();
        int last = old.get(old.size() - 1).last();
        var groups = waits ? others.groups().subList(1, others.groups().size()) : others.groups();
        int stage = old.get(0).stageNumber();
        var values = new HashMap<String, Object>(Map.of("upgrade", upgrade, "first", first, "last", last));
        values.put("by", first + groups.size() - 1 - last);
        values.put("units", old.stream().map(CutBatch::number).toList());
        values.put(
                "nodes", old.stream().flatMap(batch -> batch.nodes().stream()).toList());
        values.put("stageNumber", stage);
        refuseOtherSteps(values, others);
        // Not always the group before it: nodes that were set aside don't hold it.
        var after = waits ? List.of(first - 1) : sql.queryForList(SQL.of("after"), values, Integer.class);
        sql.update(SQL.of("delete-steps"), values);
        sql.update(SQL.of("delete-groups"), values);
        sql.update(SQL.of("delete-batches"), values);
        sql.update(SQL.of("move-groups"), values);
        sql.update(SQL.of("moved-groups"), values);
        if (waits) {
            renewTurn(old, others, parameters);
        }
        new PlanRows(sql)
                .insert(
                        upgrade,
                        stage,
                        first,
                        after,
                        new Plan.Stage(others.definition(), others.before(), groups, others.batches(), others.left()),
                        parameters);
        sql.update(SQL.of("change-estimate"), values);
    }

    /** Its row stays, for events tell of it. */
    private void renewTurn(List<CutBatch> old, Plan.Stage others, Map<String, String> parameters) {
        var turn = others.groups().get(0).steps().get(0);
        int unit = others.batches().get(0).unit();
        var next = others.batches().stream()
                .filter(batch -> batch.unit() == unit)
                .flatMap(batch -> batch.nodes().stream())
                .toList();
        var before = old.stream()
                .filter(batch -> batch.unit() == old.get(0).unit())
                .flatMap(batch -> batch.nodes().stream())
                .toList();
        var all = new HashMap<>(parameters);
        all.putAll(turn.with());
        sql.queryForList(
                SQL.of("renew-turn"),
                Map.of(
                        "upgrade",
                        upgrade,
                        "step",
                        old.get(0).turn(),
                        "unit",
                        unit,
                        "same",
                        next.equals(before),
                        "title",
                        turn.title(),
                        "parameters",
                        Json.write(all)));
    }

    private void refuseOtherSteps(Map<String, Object> values, Plan.Stage others) {
        var before = new TreeMap<String, Integer>();
        sql.queryForList(SQL.of("steps-of-groups"), values, String.class)
                .forEach(deed -> before.merge(deed, 1, Integer::sum));
        var after = new TreeMap<String, Integer>();
        others.steps()
                .flatMap(step -> step.nodes().stream()
                        .filter(((List<?>) values.get("nodes"))::contains)
                        .map(node -> step.name() + " " + node))
                .forEach(deed -> after.merge(deed, 1, Integer::sum));
        if (!before.equals(after)) {
            throw Refusal.conflict("The batches of upgrade " + upgrade
                            + " can't be cut again: the steps of stage " + others.name()
                            + " are others now than when it was planned.")
                    .as(Code.WRONG_STATE);
        }
    }
}
