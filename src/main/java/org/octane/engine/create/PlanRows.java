package org.octane.engine.create;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.octane.engine.state.StageRows;
import org.octane.json.Json;
import org.octane.plan.Plan;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes a plan as rows; each group follows the one before it, through all stages. */
record PlanRows(NamedParameterJdbcTemplate sql) {

    private static final SqlFiles SQL = new SqlFiles("engine/create");

    void insert(long upgrade, Plan plan, Map<String, String> named) {
        var stages = new ArrayList<SqlParameterSource>();
        var groups = new ArrayList<SqlParameterSource>();
        var steps = new ArrayList<SqlParameterSource>();
        int group = 0;
        for (int number = 1; number <= plan.stages().size(); number++) {
            var stage = plan.stages().get(number - 1);
            stages.add(StageRows.stage(upgrade, number, stage.name(), stage.title(), stage.estimate())
                    .addValue("backTo", stage.definition().backTo())
                    .addValue("forGood", stage.definition().forGood()));
            for (var planned : stage.groups()) {
                group++;
                groups.add(StageRows.group(
                                upgrade, group, group > 1, planned.steps().size())
                        .addValue("unit", planned.unit()));
                for (var step : planned.steps()) {
                    steps.add(step(upgrade, number, group, stage, step, named));
                }
            }
        }
        new StageRows(sql).insert(stages, groups);
        sql.batchUpdate(SQL.of("insert-step"), steps.toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource step(
            long upgrade, int stageNumber, int group, Plan.Stage stage, Plan.Step step, Map<String, String> named) {
        var parameters = new HashMap<>(named);
        parameters.putAll(step.with());
        var nodes = String.join(",", step.nodes().stream().map(String::valueOf).toList());
        return new MapSqlParameterSource()
                .addValue("upgrade", upgrade)
                .addValue("stageNumber", stageNumber)
                .addValue("group", group)
                .addValue("stage", stage.name())
                .addValue("name", step.name())
                .addValue("title", step.title())
                .addValue("nodes", "{" + nodes + "}")
                .addValue("parameters", Json.write(parameters))
                .addValue("uses", Json.write(step.uses()))
                .addValue("undo", step.undo())
                .addValue("irreversible", step.irreversible())
                .addValue("until", step.until())
                .addValue("estimate", step.estimate().toSeconds())
                .addValue("timeout", step.timeout().toSeconds())
                .addValue("attempts", step.attempts());
    }
}
