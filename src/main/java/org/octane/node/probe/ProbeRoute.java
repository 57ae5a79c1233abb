package org.octane.node.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/**
 * Runs scripts of {@code node/preflight} through a route.
 *
 * @param route that takes a call and answers with its outcome
 * @param timeout until the script is taken to give no answer
 */
public record ProbeRoute(Supplier<ProducerTemplate> camel, String route, Duration timeout) {

    /**
     * @param original 0: the script needs no cluster
     * @param seed null: none
     * @return the script's results
     * @throws RuntimeException why there are none
     */
    public Map<String, String> results(
            int node, String script, int original, Integer seed, Map<String, String> parameters) {
        return results(List.of(node), script, original, seed, parameters);
    }

    /** The same of several nodes, asked at once where the route asks it. */
    public Map<String, String> results(
            List<Integer> nodes, String script, int original, Integer seed, Map<String, String> parameters) {
        var call = new StepCall(0, 0, "preflight", script, Phase.CHECK, 1, 0, nodes, original, seed, parameters)
                .with(Map.of("look_only", "yes", "timeout", Long.toString(timeout.toSeconds())));
        try {
            return camel.get().requestBody(route, call, Outcome.class).results();
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
