package org.octane.engine.create;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.engine.state.Repertoire;
import org.octane.engine.state.StageRows;
import org.octane.json.Json;
import org.octane.plan.Plan;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes a plan as rows; each group follows the one before it, through all stages. */
public record PlanRows(NamedParameterJdbcTemplate sql) {

    private static final SqlFiles SQL = new SqlFiles("engine/create");

    void insert(long upgrade, Plan plan, Map<String, String> named) {
        var stages = new ArrayList<SqlParameterSource>();
        for (int number = 1; number <= plan.stages().size(); number++) {
            var stage = plan.stages().get(number - 1);
            stages.add(StageRows.stage(upgrade, number, stage.name(), stage.title(), stage.estimate())
                    .addValue("backTo", stage.definition().backTo())
                    .addValue("forGood", stage.definition().forGood()));
        }
        new StageRows(sql).insert(stages, List.of());
        int group = 1;
        for (int number = 1; number <= plan.stages().size(); number++) {
            var stage = plan.stages().get(number - 1);
            insert(upgrade, number, group, group == 1 ? List.of() : List.of(group - 1), stage, named);
            group += stage.groups().size();
        }
    }

    /**
     * @param first number of the first group of the stage; those that follow it move, or there are none yet
     * @param after what that one comes after
     */
    public void insert(
            long upgrade,
            int stageNumber,
            int first,
            List<Integer> after,
            Plan.Stage stage,
            Map<String, String> named) {
        var groups = new ArrayList<SqlParameterSource>();
        var steps = new ArrayList<SqlParameterSource>();
        int group = first;
        for (var planned : stage.groups()) {
            groups.add(StageRows.group(
                            upgrade,
                            group,
                            group == first ? after : List.of(group - 1),
                            planned.steps().size())
                    .addValue("unit", planned.unit()));
            for (var step : planned.steps()) {
                steps.add(step(upgrade, stageNumber, group, stage, step, named));
            }
            group++;
        }
        new StageRows(sql).insert(List.of(), groups);
        batch(
                "insert-batch",
                stage.batches().stream()
                        .map(batch -> batch(upgrade, stageNumber, batch))
                        .toList());
        batch("insert-step", steps);
    }

    private void batch(String statement, List<SqlParameterSource> rows) {
        sql.batchUpdate(SQL.of(statement), rows.toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource batch(long upgrade, int stageNumber, Plan.Batch batch) {
        return new MapSqlParameterSource()
                .addValue("upgrade", upgrade)
                .addValue("number", batch.number())
                .addValue("unit", batch.unit())
                .addValue("stageNumber", stageNumber)
                .addValue("role", batch.role())
                .addValue("row", batch.row())
                .addValue("atOnce", batch.atOnce())
                .addValue("failures", batch.failures())
                .addValue("canary", batch.canary())
                .addValue("nodes", array(batch.nodes()));
    }

    private static String array(List<Integer> nodes) {
        return "{" + String.join(",", nodes.stream().map(String::valueOf).toList()) + "}";
    }

    private static SqlParameterSource step(
            long upgrade, int stageNumber, int group, Plan.Stage stage, Plan.Step step, Map<String, String> named) {
        var parameters = new HashMap<>(named);
        parameters.putAll(step.with());
        return new MapSqlParameterSource()
                .addValue("upgrade", upgrade)
                .addValue("stageNumber", stageNumber)
                .addValue("group", group)
                .addValue("stage", stage.name())
                .addValue("name", step.name())
                .addValue("title", step.title())
                .addValue("nodes", array(step.nodes()))
                .addValue("parameters", Json.write(parameters))
                .addValue("uses", Json.write(step.uses()))
                .addValue("undo", step.undo())
                .addValue("irreversible", step.irreversible())
                .addValue("until", step.until())
                .addValue("estimate", step.estimate().toSeconds())
                .addValue("timeout", step.timeout().toSeconds())
                .addValue("attempts", step.attempts())
                .addValue("needs", Repertoire.PLANS_ARE_UNDERSTOOD_FROM);
    }
}
