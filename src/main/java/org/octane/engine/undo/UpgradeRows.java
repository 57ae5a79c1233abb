package org.octane.engine.undo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.octane.plan.Rollback;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads the stages and steps of an upgrade, without those that undo others, as a rollback needs them. */
record UpgradeRows(NamedParameterJdbcTemplate sql) {

    private static final SqlFiles SQL = new SqlFiles("engine/undo");

    record Stage(int number, String name, String backTo, String forGood) {

        boolean happenedForGood(List<Rollback.Row> rows) {
            return rows.stream()
                    .anyMatch(row -> row.stageNumber() == number && row.happened() && row.irreversible() != null);
        }

        boolean happened(List<Rollback.Row> rows) {
            return rows.stream().anyMatch(row -> row.stageNumber() == number && row.happened());
        }
    }

    List<Stage> stages(long upgrade) {
        return sql.query(
                SQL.of("stages-of-plan"),
                Map.of("upgrade", upgrade),
                (row, i) -> new Stage(
                        row.getInt("number"),
                        row.getString("name"),
                        row.getString("back_to"),
                        row.getString("for_good")));
    }

    List<Rollback.Row> steps(long upgrade) {
        return sql.query(SQL.of("steps-of-plan"), Map.of("upgrade", upgrade), (row, i) -> row(row));
    }

    private static Rollback.Row row(ResultSet row) throws SQLException {
        return new Rollback.Row(
                row.getLong("id"),
                row.getInt("stage_number"),
                row.getString("stage"),
                row.getInt("group_number"),
                row.getObject("unit", Integer.class),
                row.getObject("batch", Integer.class),
                row.getString("name"),
                row.getString("title"),
                List.of((Integer[]) row.getArray("nodes").getArray()),
                state(row.getString("status"), row.getBoolean("happened")),
                row.getString("undo"),
                row.getString("irreversible"),
                row.getString("until"),
                Duration.ofSeconds(row.getInt("estimate_seconds")));
    }

    private static Rollback.State state(String status, boolean happened) {
        return switch (status) {
            case "succeeded", "skipped" -> Rollback.State.DONE;
            case "undone" -> Rollback.State.UNDONE;
            case "dead" -> happened ? Rollback.State.DEAD : Rollback.State.PENDING;
            default -> happened ? Rollback.State.BEGUN : Rollback.State.PENDING;
        };
    }
}
