package org.octane.engine.state;

import java.util.Map;
import java.util.Set;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.sql.OneTrip;
import org.octane.sql.SqlFiles;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * An upgrade whose row is locked until the caller's transaction ends.
 *
 * @param endsAs its status at the end of the rollback, null if it was never rolled back
 */
public record LockedUpgrade(long upgrade, String status, String endsAs) {

    private static final SqlFiles SQL = new SqlFiles("engine/state");

    private static final Set<String> OVER = Set.of("succeeded", "aborted", "rolled-back");

    /** The row's lock alone, for the same trip as what it guards. Parameter: {@code upgrade}. */
    static String statement() {
        return SQL.of("lock-upgrade");
    }

    /** Goes before the first statement of whoever ends a step, in the same trip. Parameter: {@code upgrade}. */
    public static String shared() {
        return SQL.of("share-upgrade");
    }

    /** Goes before all that changes steps or groups of others: nobody ends a step of it meanwhile. */
    public static LockedUpgrade of(NamedParameterJdbcTemplate sql, long upgrade) {
        var rows = OneTrip.of(sql, Map.of("upgrade", upgrade), SQL.of("have-upgrade"), statement());
        var row = DataAccessUtils.requiredSingleResult(rows.get(1));
        return new LockedUpgrade(upgrade, (String) row.get("status"), (String) row.get("ends_as"));
    }

    public boolean over() {
        return OVER.contains(status);
    }

    /** A second rollback beside the first would undo the same steps twice. */
    public void refuseSecondRollback() {
        if (endsAs != null && !over()) {
            throw Refusal.conflict("Upgrade " + upgrade + " is already being rolled back"
                            + switch (status) {
                                case "paused" -> "; resume it.";
                                case "failed" -> "; retry or skip the step that failed.";
                                default -> ".";
                            })
                    .as(Code.WRONG_STATE);
        }
    }
}
