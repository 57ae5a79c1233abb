package org.octane.engine.create;

import java.util.Map;
import org.octane.plan.Plan;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Clusters whose control plane has begun to serve from their seed. Stages before that one would isolate, or overwrite the
 * databases of, the controllers that serve now.
 */
public record ControlPlaneMove(NamedParameterJdbcTemplate sql, Planner planner) {

    private static final SqlFiles SQL = new SqlFiles("engine/create");

    void refuseStagesBefore(int original, Plan plan) {
        for (var row : sql.queryForList(SQL.of("control-plane-move"), Map.of("original", original))) {
            if (!planner.stagesOf(plan.strategy()).contains((String) row.get("stage"))) {
                throw Refusal.conflict(
                        "The control plane of cluster %d has begun to move to its seed (upgrade %s): strategy %s would"
                                        .formatted(original, row.get("upgrade_id"), plan.strategy())
                                + " change nodes that nobody is served by. Take it back first with 'octane rollback-control'.");
            }
            var left = planner.stagesFrom(plan.strategy(), (String) row.get("stage"));
            for (var stage : plan.stages()) {
                if (!left.contains(stage.name()) && !stage.ofMaster()) {
                    throw new Refusal(
                            Refusal.Kind.CONFLICT,
                            "The control plane of cluster " + original + " has begun to move to its seed (upgrade "
                                    + row.get("upgrade_id") + "), so stage " + stage.name()
                                    + " is not run any more. Go on with '--stages " + String.join(",", left)
                                    + "', or take it back first with 'octane rollback-control'.");
                }
            }
        }
    }
}
