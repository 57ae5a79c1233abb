package org.octane.preflight;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.node.probe.ProbeRoute;

/** Runs the scripts of {@code node/preflight} on nodes, through route {@code direct:preflight-look}. */
public final class ProbeScripts {

    /** Less than the deadline of a check, so that the node's own sentence comes first. */
    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    private final ProbeRoute route;
    private final Executor threads;

    /** @param threads as many as nodes may be asked at the same time */
    public ProbeScripts(Supplier<ProducerTemplate> camel, Executor threads) {
        this.route = new ProbeRoute(camel, "direct:preflight-look", TIMEOUT);
        this.threads = threads;
    }

    Executor threads() {
        return threads;
    }

    CompletableFuture<Map<String, String>> ask(
            PlannedUpgrade upgrade, int node, String script, Map<String, String> with) {
        var cloud = upgrade.cloud();
        return CompletableFuture.supplyAsync(
                () -> route.results(node, script, cloud.original(), cloud.seed(), with), threads);
    }
}
