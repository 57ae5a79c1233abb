package org.octane.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.octane.plan.Refusal;
import org.octane.step.StepFailure;

class ComparedLineTest {

    @Test
    void aRefusalForGoodIsNoDifference() {
        assertThat(ComparedLine.refused(() -> {
                    throw StepFailure.lasting("Node 10 is not provisioned", "");
                }))
                .isEmpty();
        assertThat(ComparedLine.refused(() -> {
                    throw Refusal.conflict("Another task is running");
                }))
                .isEmpty();
    }

    @Test
    void aRefusalThatIsTriedAgainIsADifference() {
        assertThat(ComparedLine.refused(() -> {
                    throw StepFailure.passing("Node 10 is not provisioned");
                }))
                .containsExactly("refusal: for good → for now");
    }

    @Test
    void aMessageWhereNothingWasCastIsADifference() {
        assertThat(ComparedLine.refused(() -> {})).containsExactly("cast: nothing → a message");
    }
}
