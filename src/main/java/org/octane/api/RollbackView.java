package org.octane.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.octane.engine.undo.Rollbacks;
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
        var rollback = preview.rollback();
        return new RollbackView(
                preview.upgrade(),
                preview.to(),
                rollback.estimate().toSeconds(),
                rollback.stages().stream().map(RollbackView::stage).toList(),
                rollback.stays().stream().map(RollbackView::step).toList());
    }

    private static PlanView.StageView stage(Rollback.Stage stage) {
        var steps = stage.groups().stream()
                .flatMap(List::stream)
                .map(RollbackView::step)
                .toList();
        return new PlanView.StageView(
                stage.undoName(), stage.title(), stage.estimate().toSeconds(), List.of(), steps);
    }

    private static PlanView.StepView step(Rollback.Row row) {
        return new PlanView.StepView(
                row.name(),
                row.title(),
                row.nodes(),
                false,
                row.undo(),
                row.irreversible(),
                row.estimate().toSeconds());
    }
}
