package org.octane.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.octane.engine.Rollbacks;
import org.octane.plan.Rollback;

/** The way back as the contract shows it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RollbackView(
        long upgradeId,
        String to,
        long estimateSeconds,
        List<PlanView.StageView> stages,
        List<PlanView.StepView> stays) {

    static RollbackView of(Rollbacks.Preview preview) {
        var stages = new ArrayList<PlanView.StageView>();
        var groups = preview.rollback().undone();
        for (int from = 0; from < groups.size(); ) {
            var stage = groups.get(from).get(0).stage();
            int end = from;
            while (end < groups.size() && groups.get(end).get(0).stage().equals(stage)) {
                end++;
            }
            stages.add(stage(stage, groups.subList(from, end)));
            from = end;
        }
        return new RollbackView(
                preview.upgrade(),
                preview.to(),
                preview.rollback().estimate().toSeconds(),
                stages,
                preview.rollback().stays().stream().map(RollbackView::step).toList());
    }

    private static PlanView.StageView stage(String name, List<List<Rollback.Row>> groups) {
        var part = new Rollback(groups, List.of(), java.util.Set.of());
        var steps =
                groups.stream().flatMap(List::stream).map(RollbackView::step).toList();
        Duration estimate = part.estimate();
        return new PlanView.StageView("undo-" + name, "Stage " + name + " is taken back", estimate.toSeconds(), steps);
    }

    private static PlanView.StepView step(Rollback.Row row) {
        return new PlanView.StepView(
                row.name(),
                row.title(),
                row.nodes(),
                row.undo(),
                row.irreversible(),
                row.estimate().toSeconds());
    }
}
