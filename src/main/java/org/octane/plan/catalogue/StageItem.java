package org.octane.plan.catalogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * What comes next in a stage: a step, or batches of nodes with steps of their own.
 *
 * @param step null for batches
 * @param batches null for a step
 */
public record StageItem(StepDefinition step, Batches batches, List<StepDefinition> steps) {

    static StageItem of(StepDefinition step) {
        return new StageItem(step, null, List.of());
    }

    public Stream<StepDefinition> all() {
        return step == null ? steps.stream() : Stream.of(step);
    }
}
