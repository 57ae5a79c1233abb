package org.octane.engine.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.octane.engine.state.StageRows;
import org.octane.plan.Rollback;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes a rollback as rows behind those of the upgrade: stages {@code undo-…}, whose groups follow each other. */
record RollbackRows(NamedParameterJdbcTemplate sql) {

    private static final SqlFiles SQL = new SqlFiles("engine/undo");

    void insert(long upgrade, Rollback rollback) {
        var last = sql.queryForMap(SQL.of("last-numbers"), Map.of("upgrade", upgrade));
        int number = (Integer) last.get("stage");
        int first = 1 + (Integer) last.get("group");
        int group = first;
        var stages = new ArrayList<SqlParameterSource>();
        var groups = new ArrayList<SqlParameterSource>();
        var steps = new ArrayList<SqlParameterSource>();
        for (var stage : rollback.stages()) {
            number++;
            stages.add(StageRows.stage(upgrade, number, stage.undoName(), stage.title(), stage.estimate()));
            for (var undone : stage.groups()) {
                groups.add(
                        StageRows.group(upgrade, group, group > first ? List.of(group - 1) : List.of(), undone.size()));
                for (var step : undone) {
                    steps.add(step(number, group, stage, step));
                }
                group++;
            }
        }
        new StageRows(sql).insert(stages, groups);
        sql.batchUpdate(SQL.of("insert-undo-step"), steps.toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource step(int stageNumber, int group, Rollback.Stage stage, Rollback.Row undone) {
        return new MapSqlParameterSource()
                .addValue("step", undone.id())
                .addValue("stage", stage.undoName())
                .addValue("title", "Undo: " + undone.title() + " (" + undone.undo() + ")")
                .addValue("stageNumber", stageNumber)
                .addValue("group", group);
    }
}
