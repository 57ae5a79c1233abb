package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of an operator's own stage wait for a person and for a window, are cut again, and outlive a server that is killed. */
class HeldBatchesTest {

    private static final Duration SOON = Duration.ofMinutes(3);

    private static final String STAGE =
            """
            stage: tidy
            title: Computes are tidied
            serves: original
            steps:
              - batches: {role: compute, max-unavailable: 1}
                steps:
                  - {step: tidied, title: "{node} is tidied", run: script, on: node, undo: nothing, estimate: 1s}
            """;

    private static final String SCRIPT =
            """
            # shellcheck shell=bash
            . ../lib/frame.sh
            check() { if [ ! -e "${OCTANE_ROOT:-}/etc/tidied" ]; then missing "it is not tidied"; fi; }
            act() { echo tidied >>"${OCTANE_ROOT:-}/etc/tidied"; }
            verify() { check; }
            undo() { :; }
            """;

    @TempDir
    private Path folder;

    @Test
    void theyWaitAreCutAgainAndOutliveAKill() throws Exception {
        try (var server = RunningServer.start(
                folder, "--speed", "40", "--config", configuration().toString())) {
            // Open at any time but in the hour after the next one.
            var closed = LocalTime.now(ZoneOffset.UTC)
                    .plusHours(2)
                    .withMinute(0)
                    .withSecond(0)
                    .withNano(0);
            var started = server.api()
                    .post(
                            "/upgrades",
                            ("{\"original_cluster_id\": 1, \"strategy\": \"tidy-up\", \"options\": {\"approve_batches\": true,"
                                            + " \"windows\": [\"%s-%s UTC\"]}}")
                                    .formatted(closed.plusHours(1), closed));
            assertThat(started.status()).as(started.body()).isEqualTo(201);
            long upgrade = started.json().path("id").asLong();
            waitsFor(server, upgrade, "Waits for an approval. Next: batch of role compute: node-5.");
            assertThat(tidied(server)).containsExactly("4");

            server.kill();
            server.start();
            var limited = server.api()
                    .post(
                            "/upgrades/" + upgrade + "/limit",
                            "{\"role\": \"compute\", \"max_unavailable\": \"parallel\", \"reason\": \"It is late\"}",
                            "Idempotency-Key",
                            "limit-1");
            assertThat(limited.status()).as(limited.body()).isEqualTo(200);
            assertThat(limited.json()
                            .path("batches")
                            .path(0)
                            .path("max_unavailable")
                            .asInt())
                    .isEqualTo(3);

            waitsFor(server, upgrade, "Waits for an approval. Next: batch of role compute: node-5, node-6.");
            server.api().post("/upgrades/" + upgrade + "/approve", "{}");
            server.kill();
            server.start();

            assertThat(server.api().ended(upgrade, SOON).path("status").asText())
                    .isEqualTo("succeeded");
            assertThat(tidied(server)).containsExactly("4", "5", "6");
        }
    }

    private static void waitsFor(RunningServer server, long upgrade, String message) {
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            var answer = server.api().get("/upgrades/" + upgrade);
            assertThat(answer.json().path("approval").path("message").asText())
                    .as(answer.body())
                    .isEqualTo(message);
        });
    }

    /** Nodes on which it was done, once each. */
    private static List<String> tidied(RunningServer server) {
        return StreamSupport.stream(server.api().get("/nodes").json().spliterator(), false)
                .map(node -> node.path("id").asText())
                .filter(node -> {
                    var file = server.cloud().root(node).resolve("etc/tidied");
                    return Files.exists(file) && server.cloud().lines(file).equals(List.of("tidied"));
                })
                .sorted()
                .toList();
    }

    private Path configuration() throws IOException {
        var config = Files.createDirectories(folder.resolve("config/steps.d")).getParent();
        try (var files = Files.list(Path.of("config"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, config.resolve(file.getFileName()));
            }
        }
        Files.writeString(config.resolve("steps.d/tidy.yaml"), STAGE);
        Files.writeString(
                config.resolve("steps.d/tidy-up.yaml"), "plan: tidy-up\ntitle: Computes are tidied\nstages: [tidy]\n");
        Files.writeString(config.resolve("steps.d/tidied.sh"), SCRIPT);
        return config;
    }
}
