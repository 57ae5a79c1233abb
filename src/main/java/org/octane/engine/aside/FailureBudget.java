package org.octane.engine.aside;

import java.sql.Array;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
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

    /**
     * Sets its nodes aside if that is within the budget of their roles. Of a batch of several roles each node has the one as which it goes,
     * and each of those of which one has failed has to have room. In the transaction of the caller, who has locked the upgrade.
     */
    public Spent on(Dead dead) {
        var batch = sql.query(
                SQL.of("budget"),
                Map.of("step", dead.step()),
                (row, i) -> new RoleBudget(
                        row.getInt("unit"),
                        row.getInt("number"),
                        row.getString("role"),
                        row.getInt("failures"),
                        row.getInt("used"),
                        row.getBoolean("canary"),
                        row.getBoolean("aside"),
                        integers(row.getArray("nodes"))));
        var nodes = batch.stream().flatMap(role -> role.nodes().stream()).toList();
        if (dead.failed().isEmpty() || !nodes.containsAll(dead.failed())) {
            return Spent.NOTHING;
        }
        var failed = batch.stream().filter(role -> role.of(dead) > 0).toList();
        if (failed.stream().allMatch(RoleBudget::aside)) {
            return new Spent(true, null, sentences(failed, RoleBudget::used));
        }
        if (failed.stream().anyMatch(role -> role.failures() == 0)) {
            return Spent.NOTHING;
        }
        for (var role : failed) {
            if (role.canary()) {
                return new Spent(
                        false, null, "The failure budget of role " + role.role() + " does not hold for its canary.");
            }
            int used = role.used() + role.of(dead);
            if (used > role.failures()) {
                return new Spent(
                        false,
                        null,
                        "The failure budget of role %s is %d, and %d would be set aside."
                                .formatted(role.role(), role.failures(), used));
            }
        }
        int unit = batch.get(0).unit();
        var others = nodes.size() == dead.failed().size()
                ? cut.whole(dead.upgrade(), unit)
                : cut.of(dead, unit, failed.stream().map(RoleBudget::number).toList());
        return new Spent(true, others, sentences(failed, role -> role.used() + role.of(dead)));
    }

    private static String sentences(List<RoleBudget> roles, ToIntFunction<RoleBudget> spent) {
        return roles.stream()
                .map(role -> "%d of %d failures of role %s used."
                        .formatted(spent.applyAsInt(role), role.failures(), role.role()))
                .collect(Collectors.joining(" "));
    }

    private static List<Integer> integers(Array array) throws SQLException {
        return List.of((Integer[]) array.getArray());
    }

    /**
     * That of a role in a batch.
     *
     * @param unit of the batch's groups
     * @param number the batch's own
     * @param used so many nodes of the role are set aside and not through
     */
    private record RoleBudget(
            int unit,
            int number,
            String role,
            int failures,
            int used,
            boolean canary,
            boolean aside,
            List<Integer> nodes) {

        int of(Dead dead) {
            return (int) dead.failed().stream().filter(nodes::contains).count();
        }
    }
}
