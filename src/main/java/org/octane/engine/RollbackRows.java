package org.octane.engine;

import java.time.Duration;
import java.util.Map;
import org.octane.plan.Rollback;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Writes a way back as rows behind those of the way forward: stages {@code undo-…}, groups that follow each other. */
record RollbackRows(NamedParameterJdbcTemplate sql) {

    void insert(long upgrade, Rollback rollback) {
        var last = sql.queryForMap(Sql.of("last-numbers"), Map.of("upgrade", upgrade));
        int stage = (Integer) last.get("stage");
        int group = (Integer) last.get("group");
        int first = group + 1;
        int stageUndone = 0;
        for (var steps : rollback.undone()) {
            var row = steps.get(0);
            if (row.stageNumber() != stageUndone) {
                stageUndone = row.stageNumber();
                stage++;
                sql.update(Sql.of("insert-stage"), stage(upgrade, stage, row.stage(), rollback));
            }
            group++;
            sql.update(
                    Sql.of("insert-group"),
                    new MapSqlParameterSource()
                            .addValue("upgrade", upgrade)
                            .addValue("number", group)
                            .addValue("after", group == first ? "{}" : "{" + (group - 1) + "}")
                            .addValue("unit", null)
                            .addValue("open", steps.size()));
            int stageNumber = stage;
            int groupNumber = group;
            sql.batchUpdate(
                    Sql.of("insert-undo"),
                    steps.stream()
                            .map(step -> new MapSqlParameterSource()
                                    .addValue("step", step.id())
                                    .addValue("stage", name(step.stage()))
                                    .addValue("title", title(step))
                                    .addValue("stageNumber", stageNumber)
                                    .addValue("group", groupNumber))
                            .toArray(MapSqlParameterSource[]::new));
        }
    }

    static String name(String stage) {
        return "undo-" + stage;
    }

    static String title(Rollback.Row step) {
        return "Undo: " + step.title() + " (" + step.undo() + ")";
    }

    private static MapSqlParameterSource stage(long upgrade, int number, String undone, Rollback rollback) {
        var estimate = rollback.undone().stream()
                .filter(steps -> steps.get(0).stage().equals(undone))
                .map(steps -> steps.stream()
                        .map(Rollback.Row::estimate)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        return new MapSqlParameterSource()
                .addValue("upgrade", upgrade)
                .addValue("number", number)
                .addValue("name", name(undone))
                .addValue("title", "Stage " + undone + " is taken back")
                .addValue("backTo", null)
                .addValue("forGood", null)
                .addValue("estimate", estimate.toSeconds());
    }
}
