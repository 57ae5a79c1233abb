package org.octane.engine.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.octane.engine.state.Events;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/**
 * A step that this instance runs now, and no other.
 *
 * @param stageOfStep the stage whose step it is, also for one that undoes it
 * @param undoes the step that this one undoes, null if it goes forward
 * @param parameters the plan's
 * @param uses parameters that are results of earlier steps: {@code step.result}
 * @param fence every write names it; a later claim has a higher one
 * @param deadline when this attempt has to be over
 * @param waitedFor what this attempt waited for before this claim, null if it is new
 */
public record Claim(
        long upgrade,
        long step,
        String stage,
        String stageOfStep,
        Long undoes,
        String name,
        List<Integer> nodes,
        int original,
        Integer seed,
        Map<String, String> parameters,
        Map<String, String> uses,
        int attempt,
        int maxAttempts,
        long fence,
        Duration timeout,
        Instant deadline,
        String waitedFor) {

    /** The undo of a step is called with the number of that step, under which it finds what the step left. */
    StepCall call(Phase phase) {
        long number = undoes == null ? step : undoes;
        return new StepCall(
                        upgrade, number, stageOfStep, name, phase, attempt, fence, nodes, original, seed, parameters)
                .with(Map.of("timeout", Long.toString(timeout.toSeconds())));
    }

    /** For an event of it. */
    public Events.Step named() {
        var on = nodes.isEmpty()
                ? null
                : String.join(",", nodes.stream().map(String::valueOf).toList());
        return new Events.Step(upgrade, step, stage, name, on);
    }

    public boolean lastAttempt() {
        return attempt >= maxAttempts;
    }
}
