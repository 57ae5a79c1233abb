package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The sample cloud is upgraded once, over REST, with one dead letter on the way; then the world is looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeUpgradeTest {

    private static final Duration WHOLE = Duration.ofMinutes(8);

    private RunningServer server;
    private Secrets secrets;
    private Set<String> commandLines;
    private JsonNode upgrade;
    private UpgradedCloud cloud;
    private List<String> deadLetters;

    @BeforeAll
    void upgrade(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        server = RunningServer.start(folder, "--speed", "40");
        cloud = new UpgradedCloud(Before.of(server.cloud()), server);
        try (var lines = new CommandLines()) {
            var keys = server.cloud().root(CloudOnDisk.MASTER).resolve("var/lib/fuel/keys/1");
            var away = Files.move(keys, keys.resolveSibling("away"));
            var id = server.api().startUpgrade();
            var failed = server.api().ended(id, WHOLE);
            assertThat(failed.path("status").asText()).isEqualTo("failed");
            Files.move(away, keys);
            deadLetters = DeadLetterQueue.messages(server);
            var letter = server.api().get("/dead-letters").json().path(0);
            assertThat(server.api()
                            .post("/dead-letters/" + letter.path("id").asInt() + "/retry", null)
                            .status())
                    .isEqualTo(200);
            upgrade = server.api().ended(id, WHOLE);
            commandLines = lines.seen();
        }
        assertThat(upgrade.path("status").asText()).as(upgrade.toString()).isEqualTo("succeeded");
        secrets = Secrets.of(server);
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyStageProvesWhatItDid() {
        cloud.provesWhatItDid(upgrade);
    }

    @Test
    void theSeedsDatabasesHaveEveryRowOfTheOriginals() {
        cloud.hasEveryRow();
    }

    @Test
    void cephIsTheSameClusterWithTheSameOsds() {
        cloud.isTheSameCeph();
    }

    @Test
    void theVirtualAddressesAreAnsweredByTheSeed() {
        cloud.answersFromTheSeed();
    }

    @Test
    void theControllersKeepTheirAddresses() {
        cloud.keepsItsAddresses();
    }

    @Test
    void theVmsThatRanRun() {
        cloud.runsItsVms();
    }

    @Test
    void everyNodeIsReadyInTheSeedAndTheRelationIsClosed() {
        cloud.belongsToTheSeed();
    }

    @Test
    void theFuelMastersFilesAreThoseOfBefore() {
        cloud.leavesTheFuelMasterAsItWas();
    }

    @Test
    void nothingStaysBehind() {
        NothingHeld.in(server);
    }

    @Test
    void nothingIsDoneTwice() {
        cloud.nothingWasDoneTwice();
    }

    @Test
    void aDeadLetterIsSaidAndRetried() {
        assertThat(deadLetters).singleElement().asString().contains("var/lib/fuel/keys");
        var letters = server.api().get("/dead-letters").json();
        assertThat(letters).hasSize(1);
        assertThat(letters.path(0).path("name").asText()).isEqualTo("keys-directory");
        assertThat(letters.path(0).path("status").asText()).isEqualTo("retried");
        assertThat(letters.path(0).path("remedy").asText()).isNotBlank();
    }

    @Test
    void noSecretIsInALog() {
        assertThat(secrets.size()).isGreaterThan(30);
        var logs = List.of(
                server.log(),
                server.data().resolve("world.log"),
                server.cloud().world().resolve("postgres.log"));
        logs.forEach(log ->
                assertThat(secrets.in(Secrets.text(log))).as(log.toString()).isEmpty());
        assertThat(Secrets.text(server.log())).contains("All stages are done.");
    }

    @Test
    void noSecretIsInAnAnswerOfTheApi() {
        var api = server.api();
        var answers = new ArrayList<>(List.of(
                api.post("/upgrades/plan", "{\"seed_cluster_id\": 2, \"stages\": [\"prepare\"]}"),
                api.post("/upgrades/plan", "{\"original_cluster_id\": 1}")));
        var id = upgrade.path("id").asText();
        for (var path : List.of(
                "/upgrades",
                "/upgrades/" + id,
                "/upgrades/" + id + "/steps",
                "/upgrades/" + id + "/events",
                "/dead-letters",
                "/clusters",
                "/clusters/2/attributes",
                "/clusters/2/network_configuration/neutron",
                "/nodes",
                "/tasks",
                "/notifications")) {
            var answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            answers.add(answer);
        }
        answers.forEach(answer -> assertThat(secrets.in(answer.body()))
                .as(answer.response().uri().getPath())
                .isEmpty());
    }

    @Test
    void noSecretIsInARowOfOctane() {
        var tables = server.database().tables().stream()
                .filter(table -> table.startsWith("octane."))
                .toList();
        assertThat(tables).contains("octane.step", "octane.event", "octane.dead_letter", "octane.astute_cast");
        tables.forEach(table ->
                assertThat(secrets.in(server.database().text(table))).as(table).isEmpty());
        assertThat(secrets.in(server.database().text("public.attributes")))
                .as("where they belong, they are found")
                .hasSizeGreaterThan(25);
    }

    @Test
    void noSecretIsInTheQueueOfDeadLetters() {
        assertThat(secrets.in(String.join("\n", deadLetters))).isEmpty();
    }

    @Test
    void noSecretIsOnACommandLine() {
        assertThat(commandLines).anyMatch(line -> line.contains("org.octane.Octane world"));
        assertThat(commandLines).hasSizeGreaterThan(100);
        commandLines.forEach(
                line -> assertThat(secrets.in(line)).as(line.split(" ")[0]).isEmpty());
        server.cloud().nodes().forEach(node -> assertThat(
                        secrets.in(String.join("\n", server.cloud().journal(node))))
                .as("node " + node)
                .isEmpty());
    }

    @Test
    void noSecretIsLeftOnANode() throws IOException {
        var files = new ArrayList<Path>();
        for (var node : server.cloud().nodes()) {
            for (var folder : List.of("tmp", "var/lib/octane", "var/log")) {
                files.addAll(server.cloud().files(server.cloud().root(node).resolve(folder), path -> true));
            }
        }
        assertThat(files).isNotEmpty();
        files.forEach(file ->
                assertThat(secrets.in(Secrets.text(file))).as(file.toString()).isEmpty());
    }
}
