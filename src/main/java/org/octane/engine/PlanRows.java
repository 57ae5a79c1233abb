package org.octane.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.octane.plan.Plan;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes a plan as rows; groups follow each other through all stages. */
record PlanRows(NamedParameterJdbcTemplate sql) {

    void insert(long upgrade, Plan plan, Map<String, String> named) {
        var stages = new ArrayList<SqlParameterSource>();
        var groups = new ArrayList<SqlParameterSource>();
        var steps = new ArrayList<SqlParameterSource>();
        int group = 0;
        for (int number = 1; number <= plan.stages().size(); number++) {
            var stage = plan.stages().get(number - 1);
            stages.add(new MapSqlParameterSource()
                    .addValue("upgrade", upgrade)
                    .addValue("number", number)
                    .addValue("name", stage.name())
                    .addValue("title", stage.title())
                    .addValue("backTo", stage.backTo())
                    .addValue("forGood", stage.forGood())
                    .addValue("estimate", stage.estimate().toSeconds()));
            for (var planned : stage.groups()) {
                group++;
                groups.add(new MapSqlParameterSource()
                        .addValue("upgrade", upgrade)
                        .addValue("number", group)
                        .addValue("after", group == 1 ? "{}" : "{" + (group - 1) + "}")
                        .addValue("unit", planned.unit())
                        .addValue("open", planned.steps().size()));
                for (var step : planned.steps()) {
                    steps.add(step(upgrade, number, group, stage, step, named));
                }
            }
        }
        batch("insert-stage", stages);
        batch("insert-group", groups);
        batch("insert-step", steps);
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
                .addValue("parameters", Json.of(parameters))
                .addValue("uses", Json.of(step.uses()))
                .addValue("undo", step.undo())
                .addValue("irreversible", step.irreversible())
                .addValue("until", step.until())
                .addValue("estimate", step.estimate().toSeconds())
                .addValue("timeout", step.timeout().toSeconds())
                .addValue("attempts", step.attempts());
    }

    private void batch(String statement, ArrayList<SqlParameterSource> values) {
        sql.batchUpdate(Sql.of(statement), values.toArray(SqlParameterSource[]::new));
    }
}
