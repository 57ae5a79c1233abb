package org.octane.engine.state;

import java.time.Duration;
import java.util.List;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes stages and their groups as rows: those of a plan, and those of a rollback behind them. */
public record StageRows(NamedParameterJdbcTemplate sql) {

    private static final SqlFiles SQL = new SqlFiles("engine/state");

    /** Without {@code backTo} and {@code forGood}: a rollback may go back from it to any stage before it. */
    public static MapSqlParameterSource stage(long upgrade, int number, String name, String title, Duration estimate) {
        return new MapSqlParameterSource()
                .addValue("upgrade", upgrade)
                .addValue("number", number)
                .addValue("name", name)
                .addValue("title", title)
                .addValue("backTo", null)
                .addValue("forGood", null)
                .addValue("estimate", estimate.toSeconds());
    }

    /** @param after groups that have to be over before it */
    public static MapSqlParameterSource group(long upgrade, int number, List<Integer> after, int open) {
        return new MapSqlParameterSource()
                .addValue("upgrade", upgrade)
                .addValue("number", number)
                .addValue("after", after.toArray(Integer[]::new))
                .addValue("unit", null)
                .addValue("open", open);
    }

    public void insert(List<SqlParameterSource> stages, List<SqlParameterSource> groups) {
        sql.batchUpdate(SQL.of("insert-stage"), stages.toArray(SqlParameterSource[]::new));
        sql.batchUpdate(SQL.of("insert-group"), groups.toArray(SqlParameterSource[]::new));
    }
}
