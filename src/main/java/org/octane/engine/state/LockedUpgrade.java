package org.octane.engine.state;

import java.util.Map;
import java.util.Set;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * An upgrade that nobody else changes before the caller's transaction is over.
 *
 * @param endsAs what it will be once it is taken back, null as long as it was never taken back
 */
public record LockedUpgrade(long upgrade, String status, String endsAs) {

    private static final SqlFiles SQL = new SqlFiles("engine/state");

    private static final Set<String> OVER = Set.of("succeeded", "aborted", "rolled-back");

    public static LockedUpgrade of(NamedParameterJdbcTemplate sql, long upgrade) {
        return sql.queryForObject(
                SQL.of("lock-upgrade"),
                Map.of("upgrade", upgrade),
                (row, i) -> new LockedUpgrade(upgrade, row.getString("status"), row.getString("ends_as")));
    }

    public boolean over() {
        return OVER.contains(status);
    }

    /** A second way back beside the first would undo twice what the first undoes. */
    public void goesForward() {
        if (endsAs != null && !over()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "Upgrade " + upgrade + " is being taken back already"
                            + switch (status) {
                                case "paused" -> "; resume it.";
                                case "failed" -> "; retry or skip the step that failed.";
                                default -> ".";
                            });
        }
    }
}
