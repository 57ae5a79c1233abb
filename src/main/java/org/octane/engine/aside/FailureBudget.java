package org.octane.engine.aside;

import java.sql.Array;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** How many nodes of a role may have failed for good in a stage, and whether those of a step that is dead are within it. */
public final class FailureBudget {

    private static final SqlFiles SQL = new SqlFiles("engine/aside");

    private final NamedParameterJdbcTemplate sql;
    private final BatchCut cut;

    public FailureBudget(NamedParameterJdbcTemplate sql) {
        this.sql = sql;
        this.cut = new BatchCut(sql);
    }

    /**
     * A step that is dead, as a row.
     *
     * @param failed those on which its effect is not known to be there
     * @param proved what is said of the step of the others, whose effect is there
     */
    public record Dead(long upgrade, long step, List<Integer> failed, String proved, OffsetDateTime now) {}

    /**
     * What becomes of it.
     *
     * @param aside whether it holds only its own nodes
     * @param others id of the step that is done on the other nodes, null if there are none
     * @param sentence what of the budget is used; empty if there is none
     */
    public record Spent(boolean aside, Long others, String sentence) {

        /** The step holds its upgrade, and there is no budget. */
        public static final Spent NOTHING = new Spent(false, null, "");
    }

    /** Sets its nodes aside if that is within the budget of their role. In the transaction of the caller, who has locked the upgrade. */
    public Spent on(Dead dead) {
        var found = sql.query(
                SQL.of("budget"),
                Map.of("step", dead.step()),
                (row, i) -> new Budget(
                        row.getInt("unit"),
                        row.getString("role"),
                        row.getInt("failures"),
                        row.getInt("used"),
                        row.getBoolean("canary"),
                        row.getBoolean("aside"),
                        integers(row.getArray("nodes"))));
        if (found.isEmpty()
                || !found.get(0).nodes().containsAll(dead.failed())
                || dead.failed().isEmpty()) {
            return Spent.NOTHING;
        }
        var budget = found.get(0);
        if (budget.aside()) {
            return new Spent(true, null, budget.sentence(budget.used()));
        }
        if (budget.failures() == 0) {
            return Spent.NOTHING;
        }
        if (budget.canary()) {
            return new Spent(
                    false, null, "The failure budget of role " + budget.role() + " does not hold for its canary.");
        }
        int used = budget.used() + dead.failed().size();
        if (used > budget.failures()) {
            return new Spent(
                    false,
                    null,
                    "The failure budget of role %s is %d, and %d would be set aside."
                            .formatted(budget.role(), budget.failures(), used));
        }
        var others = budget.nodes().size() == dead.failed().size()
                ? cut.whole(dead.upgrade(), budget.unit())
                : cut.of(dead, budget.unit());
        return new Spent(true, others, budget.sentence(used));
    }

    private static List<Integer> integers(Array array) throws SQLException {
        return List.of((Integer[]) array.getArray());
    }

    /** @param used so many nodes of the role are set aside and not through */
    private record Budget(
            int unit, String role, int failures, int used, boolean canary, boolean aside, List<Integer> nodes) {

        String sentence(int spent) {
            return "%d of %d failures of role %s used.".formatted(spent, failures, role);
        }
    }
}
