package org.octane.preflight;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/** Runs the scripts of {@code node/preflight} on nodes, through route {@code direct:preflight-look}. */
public final class ProbeScripts {

    /** Seconds; less than the deadline of a check, so that the node's own sentence comes first. */
    private static final String TIMEOUT = "25";

    private final Supplier<ProducerTemplate> camel;
    private final Executor threads;

    /** @param threads as many as nodes may be asked at the same time */
    public ProbeScripts(Supplier<ProducerTemplate> camel, Executor threads) {
        this.camel = camel;
        this.threads = threads;
    }

    Executor threads() {
        return threads;
    }

    CompletableFuture<Map<String, String>> ask(
            PlannedUpgrade upgrade, int node, String script, Map<String, String> with) {
        var call = new StepCall(
                0,
                0,
                "preflight",
                script,
                Phase.CHECK,
                1,
                0,
                List.of(node),
                upgrade.cloud().original(),
                upgrade.cloud().seed(),
                with);
        var looking = call.with(Map.of("look_only", "yes", "timeout", TIMEOUT));
        return CompletableFuture.supplyAsync(() -> results(looking), threads);
    }

    private Map<String, String> results(StepCall call) {
        try {
            return camel.get()
                    .requestBody("direct:preflight-look", call, Outcome.class)
                    .results();
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
