package org.octane.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.octane.plan.catalogue.Batches;

/** What the operator wants to be held back is part of the plan. */
record HeldParts(Plan plan, Holds holds) {

    /** @throws Refusal if a part of it is not */
    void exist() {
        rolesHaveBatches();
        stagesArePlanned();
        if (holds.approveBatches() && batches().isEmpty()) {
            throw Refusal.invalid("This plan has no batches to approve of.");
        }
        if (!holds.windows().isAlways()
                && batches().isEmpty()
                && StageTurns.closing(plan).isEmpty()) {
            throw Refusal.invalid(
                    "Nothing of this plan waits for a window: it takes no nodes in batches and does not close the API.");
        }
    }

    private void stagesArePlanned() {
        var names = plan.stages().stream().map(Plan.Stage::name).toList();
        for (var stage : holds.approveBefore()) {
            if (!names.contains(stage)) {
                throw Refusal.invalid("This plan has no stage '%s' to approve of; it has %s."
                        .formatted(stage, String.join(", ", names)));
            }
        }
    }

    private void rolesHaveBatches() {
        var defined = defined();
        for (var role : holds.roles()) {
            if (!defined.contains(role)) {
                throw Refusal.invalid("No stage of this plan takes nodes of role '%s' in batches; there are %s."
                        .formatted(role, defined.isEmpty() ? "no batches" : String.join(", ", defined)));
            }
            if (batches().stream().noneMatch(batch -> batch.role().equals(role))) {
                throw Refusal.invalid(
                        "This plan has no batch of role '%s': the cloud has no node of it that is left, or it goes with another role."
                                .formatted(role));
            }
        }
    }

    private List<String> defined() {
        return plan.stages().stream()
                .flatMap(stage -> stage.definition().batches())
                .map(Batches::role)
                .distinct()
                .collect(Collectors.toList());
    }

    private List<Plan.Batch> batches() {
        return plan.stages().stream().flatMap(stage -> stage.batches().stream()).toList();
    }
}
