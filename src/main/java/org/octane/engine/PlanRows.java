package org.octane.engine;

import java.time.Duration;
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
            stages.add(stage(upgrade, number, stage.name(), stage.title(), stage.estimate())
                    .addValue("backTo", stage.backTo())
                    .addValue("forGood", stage.forGood()));
            for (var planned : stage.groups()) {
                group++;
                groups.add(
                        group(upgrade, group, group > 1, planned.steps().size()).addValue("unit", planned.unit()));
                for (var step : planned.steps()) {
                    steps.add(step(upgrade, number, group, stage, step, named));
                }
            }
        }
        batch("insert-stage", stages);
        batch("insert-group", groups);
        batch("insert-step", steps);
    }

    /** One that other ways than the plain one may lead back from. */
    static MapSqlParameterSource stage(long upgrade, int number, String name, String title, Duration estimate) {
        return new MapSqlParameterSource()
                .addValue("upgrade", upgrade)
                .addValue("number", number)
                .addValue("name", name)
                .addValue("title", title)
                .addValue("backTo", null)
                .addValue("forGood", null)
                .addValue("estimate", estimate.toSeconds());
    }

    /** @param follows the group before it has to be over */
    static MapSqlParameterSource group(long upgrade, int number, boolean follows, int open) {
        return new MapSqlParameterSource()
                .addValue("upgrade", upgrade)
                .addValue("number", number)
                .addValue("after", follows ? "{" + (number - 1) + "}" : "{}")
                .addValue("unit", null)
                .addValue("open", open);
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
