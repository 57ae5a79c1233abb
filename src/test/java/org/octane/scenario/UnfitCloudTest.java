package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade of a cloud that is not fit for it: refused over HTTP, and let through by who takes the responsibility. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnfitCloudTest {

    private static final String UPGRADE = "{\"original_cluster_id\": 1, \"person\": \"alice\"%s}";

    private RunningServer server;
    private Api api;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = RunningServer.start(folder, "--speed", "40");
        api = server.api();
        server.database().sql().update("UPDATE public.nodes SET online = false WHERE id = 6");
        // Host keys are pinned on first contact, which is no change of the cloud.
        assertThat(plan("").status()).isEqualTo(200);
    }

    @AfterAll
    void end() throws InterruptedException {
        if (server != null) {
            // Its upgrade is of no interest any more.
            server.kill();
            server.close();
        }
    }

    @Test
    @Order(1)
    void thePlanShowsWhatEveryCheckFinds() {
        var findings = plan("").json().path("preflight");

        assertThat(findings).hasSizeGreaterThan(15);
        findings.forEach(finding -> {
            var check = finding.path("check").asText();
            boolean failing = check.equals("nodes-online");
            // Those of an upgrade in place.
            var passed = List.of("plugins", "others-at-work", "controllers", "kept-partitions", "room-on-root")
                            .contains(check)
                    ? "not-applicable"
                    : "passed";
            assertThat(finding.path("result").asText()).as(finding.toString()).isEqualTo(failing ? "failed" : passed);
            assertThat(finding.path("why").asText()).isNotEmpty();
            assertThat(finding.path("remedy").asText().isEmpty()).isEqualTo(!failing);
        });
    }

    @Test
    @Order(2)
    void aFailingCheckRefusesTheUpgradeAndNothingIsChanged() {
        var before = server.database().contents();

        var answer = create("", "refused");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).isEqualTo("Pre-flight: the cloud is not fit for this upgrade, 1 check fails.");
        assertThat(answer.json().path("errors")).hasSize(1);
        assertThat(answer.json().path("errors").get(0).asText())
                .isEqualTo("nodes-online: Nailgun has these nodes as offline: node-6. Switch them on, and look whether"
                        + " nailgun-agent and mcollective run there.");
        assertThat(server.database().contents()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void whatAPersonIsAskedForIsPlannedAsWaiting() {
        var waits = "/stages/2/steps/0/waits";
        var asked = plan(", \"options\": {\"interactive\": true}").json();

        assertThat(asked.at("/stages/2/stage").asText()).isEqualTo("upgrade-db");
        assertThat(asked.at(waits).asBoolean()).isTrue();
        assertThat(asked.at("/stages/2/steps/1/waits").asBoolean()).isFalse();
        assertThat(plan("").json().at(waits).asBoolean()).isFalse();
    }

    @Test
    @Order(2)
    void aCheckThatIsNotThereIsRefused() {
        var before = server.database().contents();

        for (var answer :
                List.of(create(", \"ignore\": [\"weather\"]", "weather"), plan(", \"ignore\": [\"weather\"]"))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message())
                    .startsWith("There is no pre-flight check 'weather'; there are nailgun-rows, release, ");
        }
        assertThat(create(", \"ignore\": \"nodes-online\"", "text").message())
                .isEqualTo("'nodes-online' is not of type 'array'");
        assertThat(server.database().contents()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void whoIgnoresACheckIsRecordedWithWhatItFound() throws IOException {
        var started = create(", \"ignore\": [\"nodes-online\", \"ssh\"]", "ignored");

        assertThat(started.status()).as(started.body()).isEqualTo(201);
        var events = server.database()
                .sql()
                .queryForList(
                        "SELECT actor || ': ' || message FROM octane.event WHERE message LIKE '%pre-flight%'",
                        String.class);
        assertThat(events)
                .containsExactly("operator (for alice): operator (for alice) ignored the pre-flight check nodes-online:"
                        + " Nailgun has these nodes as offline: node-6.");
        long looked = looked();

        var again = create(", \"ignore\": [\"nodes-online\", \"ssh\"]", "ignored");

        assertThat(again.body()).isEqualTo(started.body());
        assertThat(looked()).as("a repeated call looks at nothing").isEqualTo(looked);
        assertThat(create("", "another").message()).isEqualTo("Cluster 1 is being upgraded already.");
        assertThat(looked()).as("neither does one that comes too late").isEqualTo(looked);
    }

    private Api.Answer plan(String more) {
        return api.post("/upgrades/plan", UPGRADE.formatted(more));
    }

    private Api.Answer create(String more, String key) {
        return api.post("/upgrades", UPGRADE.formatted(more), "Idempotency-Key", key);
    }

    private long looked() throws IOException {
        try (var lines = Files.lines(server.log())) {
            return lines.filter(line -> line.contains("Pre-flight done")).count();
        }
    }
}
