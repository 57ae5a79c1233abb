package org.octane.astute;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/** Looks through route {@code direct:astute-look}, which runs the script on the Fuel master over SSH. */
record CamelTaskLook(Supplier<ProducerTemplate> camel) implements TaskLook {

    /** Seconds; a log of some hundred megabytes is read in a few. */
    private static final String TIMEOUT = "60";

    @Override
    public Map<String, String> at(UUID task, Duration age) {
        var parameters = Map.of(
                "look_only",
                "yes",
                "timeout",
                TIMEOUT,
                "task",
                task == null ? "" : task.toString(),
                "age",
                Long.toString(age.toSeconds()));
        var call = new StepCall(
                0, 0, "preflight", "astute", Phase.CHECK, 1, 0, List.of(StepCall.MASTER), 0, null, parameters);
        try {
            return camel.get()
                    .requestBody("direct:astute-look", call, Outcome.class)
                    .results();
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
