package org.octane.engine.create;

import java.util.List;
import java.util.Map;
import org.octane.plan.Plan;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.StageDefinition;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Clusters whose control plane has begun to serve from its new controllers. Stages before that one would isolate, or overwrite the
 * databases of, the controllers that serve now.
 */
public record ControlPlaneMove(NamedParameterJdbcTemplate sql, Planner planner) {

    private static final SqlFiles SQL = new SqlFiles("engine/create");

    void refuseStagesBefore(int original, Plan plan) {
        for (var row : sql.queryForList(SQL.of("control-plane-move"), Map.of("original", original))) {
            var stage = (String) row.get("stage");
            var move = new Move(
                    original,
                    (Long) row.get("upgrade_id"),
                    (Integer) row.get("seed_cluster_id"),
                    stage,
                    closing(stage));
            if (!isClosed(move)) {
                refuse(move, plan);
            }
        }
    }

    /** Where the cluster stays the same one, it may move again once a stage that ends all that has come to its end. */
    private boolean isClosed(Move move) {
        return move.staysInCluster()
                && Boolean.TRUE.equals(sql.queryForObject(
                        SQL.of("control-plane-closed"),
                        Map.of("original", move.original(), "upgrade", move.upgrade(), "closing", move.closing()),
                        Boolean.class));
    }

    private List<String> closing(String stage) {
        return planner.catalogue().stages().values().stream()
                .filter(other -> other.reverts().contains(stage))
                .map(StageDefinition::name)
                .toList();
    }

    private void refuse(Move move, Plan plan) {
        if (!planner.stagesOf(plan.strategy()).contains(move.stage())) {
            throw Refusal.conflict(
                    "%s: strategy %s would change nodes that nobody is served by. Take it back first with '%s'."
                            .formatted(move, plan.strategy(), move.wayBack()));
        }
        var left = planner.stagesFrom(plan.strategy(), move.stage());
        for (var stage : plan.stages()) {
            if (!left.contains(stage.name()) && !stage.ofMaster()) {
                throw Refusal.conflict(
                        "%s, so stage %s is not run any more. Go on with '--stages %s', or take it back first with '%s'."
                                .formatted(move, stage.name(), String.join(",", left), move.wayBack()));
            }
        }
    }

    /**
     * @param seed null: there is none
     * @param closing stages that end it; none: its seed is another cluster, and it never ends
     */
    private record Move(int original, long upgrade, Integer seed, String stage, List<String> closing) {

        boolean staysInCluster() {
            return !closing.isEmpty();
        }

        String wayBack() {
            return seed == null ? "octane rollback " + upgrade : "octane rollback-control " + seed;
        }

        @Override
        public String toString() {
            return "The control plane of cluster " + original + " has begun to move"
                    + (staysInCluster() ? "" : " to its seed") + " (upgrade " + upgrade + ")";
        }
    }
}
