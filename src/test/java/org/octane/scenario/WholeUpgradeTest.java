package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The sample cloud is upgraded once, over REST, with one dead letter on the way; then the world is looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeUpgradeTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);

    private RunningServer server;
    private Secrets secrets;
    private Set<String> commandLines;
    private JsonNode upgrade;
    private UpgradedCloud cloud;
    private List<String> deadLetters;

    @BeforeAll
    void upgrade(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        var verbose = Map.of("OCTANE_LOG_LEVEL", "DEBUG", "OCTANE_LIBRARY_LOG_LEVEL", "DEBUG");
        server = RunningServer.start(folder, verbose, "--speed", "40");
        cloud = new UpgradedCloud(Before.of(server.cloud()), server);
        try (var lines = new CommandLines()) {
            var keys = server.cloud().root(CloudOnDisk.MASTER).resolve("var/lib/fuel/keys/1");
            var away = Files.move(keys, keys.resolveSibling("away"));
            var leak = Leak.on(server);
            var id = server.api().startUpgrade();
            var failed = server.api().ended(id, WHOLE);
            assertThat(failed.path("status").asText()).isEqualTo("failed");
            leak.close();
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
            assertThat(server.stop())
                    .as("two seconds, on a machine that does nothing else")
                    .isLessThan(Duration.ofSeconds(6));
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
    void whatAProgramTellsOfSecretsIsMaskedInItsDeadLetter() {
        var letter = server.api().get("/dead-letters").json().path(0);
        assertThat(letter.path("output").asText())
                .contains("access denied for nova with ******", "export OS_PASSWORD=******")
                .contains("mysql://nova:******@192.168.0.2/nova", "****** private key");
        assertThat(letter.path("node_names").path(0).asText()).isEqualTo("the Fuel master");
        assertThat(letter.path("closed_by").asText()).isEqualTo("operator");
        var said = server.api().get("/notifications").body();
        assertThat(said).contains("failed for good", "retried it (dead letter 1).");
    }

    @Test
    void noSecretIsInAnAnswerOfTheApi() throws IOException {
        var api = server.api();
        var answers = new ArrayList<>(List.of(
                api.post("/upgrades/plan", "{\"seed_cluster_id\": 2, \"stages\": [\"prepare\"]}"),
                api.post("/upgrades/plan", "{\"original_cluster_id\": 1}")));
        var task = api.get("/tasks").json().path(0).path("id").asText();
        var ids = Map.of(
                "upgrade_id", upgrade.path("id").asText(),
                "dead_letter_id", "1",
                "cluster_id", "2",
                "node_id", "4",
                "release_id", "4",
                "task_id", task);
        for (var path : Contracted.gets(ids)) {
            var answer = api.get(path);
            assertThat(answer.status()).as(path + " " + answer.body()).isIn(200, 404);
            answers.add(answer);
        }
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeGreaterThan(20);
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
        for (var told : List.of("public.notifications", "public.tasks", "public.nodes")) {
            assertThat(secrets.in(server.database().text(told))).as(told).isEmpty();
        }
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

    /** The broker's journal is among them, with every message and its headers. */
    @Test
    void noSecretIsInTheServersFolderButWhereItIsKept() throws IOException {
        var world = server.data().resolve("world");
        var files = server.cloud().files(server.data(), file -> !file.startsWith(world));
        var keepers = List.of(
                server.data().resolve("broker/password"),
                server.data().resolve("broker/commands.password"),
                server.data().resolve("token"));
        assertThat(files).anyMatch(file -> file.toString().contains("journal")).containsAll(keepers);
        for (var file : files) {
            if (keepers.contains(file)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            } else {
                assertThat(secrets.in(Secrets.text(file))).as(file.toString()).isEmpty();
            }
        }
    }

    /** But for the simulated cloud, which the test has put there. */
    @Test
    void nothingInTheServersFolderIsForAnybodyElse() throws IOException {
        var world = server.data().resolve("world");
        var own = new TreeSet<Path>();
        for (var file : server.cloud().files(server.data(), file -> !file.startsWith(world))) {
            own.addAll(List.of(file, file.getParent()));
        }
        assertThat(own)
                .hasSizeGreaterThan(10)
                .contains(server.data(), server.data().resolve("broker/journal"));
        for (var path : own) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .endsWith("------");
        }
    }

    @Test
    void noDumpOfADatabaseIsLeftOnANodeNorAKeyForOne() {
        for (var node : server.cloud().nodes()) {
            var dumps = server.cloud()
                    .files(server.cloud().root(node).resolve("var/lib/octane"), file -> file.toString()
                            .matches(".*(dump|\\.sql|\\.gz)(?!\\.lock).*"));
            assertThat(dumps).as("node " + node).isEmpty();
        }
        assertThat(server.database().sql().queryForList("SELECT upgrade_id FROM octane.dump_key", Long.class))
                .as("nobody can take anything back any more")
                .isEmpty();
    }

    @Test
    void noSecretIsLeftOnANode() throws IOException {
        var files = new ArrayList<Path>();
        for (var node : server.cloud().nodes()) {
            for (var folder : List.of("tmp", "var/lib/octane", "var/log")) {
                files.addAll(server.cloud().files(server.cloud().root(node).resolve(folder), file -> true));
            }
        }
        var astutesOwn = server.cloud().root(CloudOnDisk.MASTER).resolve("var/log/docker-logs/astute/astute.log");
        assertThat(files.remove(astutesOwn))
                .as("Astute's log, into which it writes each message that it is cast")
                .isTrue();
        assertThat(files).isNotEmpty();
        files.forEach(file ->
                assertThat(secrets.in(Secrets.text(file))).as(file.toString()).isEmpty());
    }
}
