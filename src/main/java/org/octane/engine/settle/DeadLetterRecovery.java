package org.octane.engine.settle;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.octane.engine.state.Outbox;
import org.octane.engine.state.SqlTime;
import org.octane.json.Json;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reports, once for each dead letter, that its step has succeeded or was skipped. In the transaction of the caller. */
public final class DeadLetterRecovery {

    private static final SqlFiles SQL = new SqlFiles("engine/settle");

    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;
    private final Outbox outbox;

    public DeadLetterRecovery(NamedParameterJdbcTemplate sql, Clock clock, Outbox outbox) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** Does nothing for a step without a dead letter. */
    public void of(long step) {
        var cured = sql.query(
                SQL.of("recover-dead-letter"),
                Map.of("step", step, "now", SqlTime.of(clock.instant())),
                (row, i) -> notification(row));
        cured.forEach(notification -> outbox.add(Outbox.NOTIFICATIONS, notification));
    }

    private static String notification(ResultSet row) throws SQLException {
        var how = row.getString("status").equals("discarded")
                ? " was skipped by " + row.getString("closed_by") + ": " + row.getString("closed_reason")
                : " succeeded after " + row.getString("closed_by") + " retried it";
        var sentence = "Step " + row.getString("name") + NodeText.of(names(row.getArray("node_names"))) + " of upgrade "
                + row.getLong("upgrade_id") + how + " (dead letter " + row.getLong("id") + ").";
        return Json.write(
                Map.of("topic", "done", "message", sentence, "cluster_id", row.getInt("original_cluster_id")));
    }

    private static List<String> names(Array names) throws SQLException {
        return List.of((String[]) names.getArray());
    }
}
