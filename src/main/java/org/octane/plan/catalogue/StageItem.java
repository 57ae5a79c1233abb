package org.octane.plan.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What comes next in a stage: a step, or batches of nodes with steps of their own.
 *
 * @param step null for batches
 * @param batches of one role, or of several that go together; empty for a step
 */
public record StageItem(StepDefinition step, List<Batches> batches, List<StepDefinition> steps) {

    static StageItem of(StepDefinition step) {
        return new StageItem(step, List.of(), List.of());
    }

    public Stream<StepDefinition> all() {
        return step == null ? steps.stream() : Stream.of(step);
    }

    /** Those of this role, if there are some. */
    public Optional<Batches> batches(String role) {
        return batches.stream().filter(each -> each.role().equals(role)).findFirst();
    }
}
