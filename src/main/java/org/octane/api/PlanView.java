package org.octane.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.stream.Stream;
import org.octane.plan.Finding;
import org.octane.plan.Plan;
import org.octane.plan.catalogue.Catalogue;
import org.octane.plan.catalogue.Run;
import org.octane.plan.catalogue.StepDefinition;

/** A plan as the contract shows it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PlanView(
        String strategy,
        int originalClusterId,
        int releaseId,
        String versionNow,
        String versionThen,
        long estimateSeconds,
        ClosedView apiClosed,
        List<StageView> stages,
        List<FindingView> preflight) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ClosedView(String from, String until, long atMostSeconds) {

        /** Null where it stays open. */
        static ClosedView of(Plan plan) {
            return plan.closed()
                    .map(closed -> new ClosedView(
                            closed.from(), closed.until(), closed.atMost().toSeconds()))
                    .orElse(null);
        }
    }

    record FindingView(String check, String result, String found, String why, String remedy) {

        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.check(), finding.result().text(), finding.found(), finding.why(), finding.remedy());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record StageView(String stage, String title, long estimateSeconds, List<RoleView> batches, List<StepView> steps) {

        static StageView of(Plan.Stage stage) {
            var waits = Stream.concat(
                            stage.definition().steps().filter(step -> step.run().kind() == Run.Kind.APPROVAL),
                            Stream.of(Catalogue.TURN))
                    .map(StepDefinition::name)
                    .toList();
            var steps = stage.steps()
                    .map(step -> StepView.of(step, waits.contains(step.name())))
                    .toList();
            return new StageView(
                    stage.name(), stage.title(), stage.estimate().toSeconds(), RoleView.of(stage.batches()), steps);
        }
    }

    /**
     * The batches of one role.
     *
     * @param together other roles of which nodes go in the same batches
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record RoleView(String role, int maxUnavailable, int failures, List<Integer> sizes, List<String> together) {

        static List<RoleView> of(List<Plan.Batch> batches) {
            return batches.stream()
                    .map(Plan.Batch::role)
                    .distinct()
                    .map(role -> of(role, batches))
                    .toList();
        }

        private static RoleView of(String role, List<Plan.Batch> all) {
            var batches =
                    all.stream().filter(batch -> batch.role().equals(role)).toList();
            return new RoleView(
                    role,
                    batches.get(0).atOnce(),
                    batches.get(0).failures(),
                    batches.stream().map(batch -> batch.nodes().size()).toList(),
                    all.stream()
                            .filter(other -> !other.role().equals(role)
                                    && batches.stream().anyMatch(batch -> batch.unit() == other.unit()))
                            .map(Plan.Batch::role)
                            .distinct()
                            .toList());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record StepView(
            String name,
            String title,
            List<Integer> nodes,
            boolean waits,
            String undo,
            String irreversible,
            long estimateSeconds) {

        static StepView of(Plan.Step step, boolean waits) {
            return new StepView(
                    step.name(),
                    step.title(),
                    step.nodes(),
                    waits,
                    step.undo(),
                    step.irreversible(),
                    step.estimate().toSeconds());
        }
    }
}
