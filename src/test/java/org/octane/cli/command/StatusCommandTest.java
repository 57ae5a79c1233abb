package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.SampleAnswers;

class StatusCommandTest extends CommandTest {

    @Test
    void allUpgradesAreATable() {
        server.answer("GET /upgrades", 200, "[" + SampleAnswers.SUCCEEDED + "]");

        assertThat(run("status")).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        ID  NAME         STATUS     CLUSTER  SEED  RELEASE  STEPS  TIME        LEFT
                        7   sample-seed  succeeded  1        5     4        6/6    1 min 12 s  -
                        """);
    }

    @Test
    void onANarrowTerminalARowStaysInItsColumns() {
        server.answer(
                "GET /upgrades",
                200,
                "["
                        + SampleAnswers.RUNNING
                                .replace("\"eta_seconds\": 90", "\"eta_seconds\": 13440")
                                .replace(
                                        "2026-01-02T03:00:00Z",
                                        Instant.now().minusSeconds(65).toString())
                        + "]");
        System.setProperty("octane.columns", "80");
        try {
            assertThat(run("status")).isZero();
        } finally {
            System.clearProperty("octane.columns");
        }

        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        assertThat(out.toString())
                .matches("(?s)ID  NAME         STATUS   CLUSTER  SEED  RELEASE  STEPS  TIME .*\n"
                        + "7   sample-seed  running  1        5     4        3/6    \\d.* about 3 h\n"
                        + " {66,}44 min left\n");
    }

    @Test
    void oneUpgradeShowsItsStages() {
        server.answer("GET /upgrades/7", 200, SampleAnswers.RUNNING)
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]");

        assertThat(run("status", "7")).isZero();

        assertThat(out.toString())
                .startsWith("Upgrade 7 sample-seed of cluster 1: running, about 1 min 30 s left\n")
                .contains("upgrade-db    succeeded  2/2    12 s")
                .contains("upgrade-node  running    1/4");
    }

    @Test
    void whatWaitsSaysWhyAndUntilWhenAndTheClockOfTheApiRuns() {
        server.answer(
                        "GET /upgrades/7",
                        200,
                        SampleAnswers.RUNNING.replace(
                                "\"proof\": []",
                                "\"proof\": [], \"open_dead_letters\": 2, \"point_of_no_return\": {\"at\":"
                                        + " \"2026-01-02T03:00:05Z\", \"stage\": \"upgrade-db\", \"name\":"
                                        + " \"copy-dump\", \"why\": \"the dump is gone\"}"))
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[" + SampleAnswers.WAITING + "]")
                .answer("GET /nodes", 200, "[{\"id\": 4, \"name\": \"node-4\", \"roles\": [\"compute\"]}]")
                .answer("GET /upgrades/7/outages", 200, SampleAnswers.API_DOWN);

        assertThat(run("status", "7")).isZero();

        assertThat(out.toString())
                .containsPattern("API closed since \\d\\d:\\d\\d \\(.* h \\d\\d min\\), ")
                .containsPattern(
                        "Point of no return passed at \\d\\d:\\d\\d \\(upgrade-db copy-dump\\): the dump is gone")
                .contains("2 dead letters open: octane dead-letters --upgrade 7")
                .containsPattern("› VMs leave \\(node-4\\) .*, attempt 2 of 5, next look \\d\\d:\\d\\d:10, deadline"
                        + " \\d\\d:\\d\\d:20: no host has room");
    }

    @Test
    void anApiThatHasNotAnsweredYetIsToldSinceNoOutageOfItCanBeSeen() {
        server.answer("GET /upgrades/7", 200, SampleAnswers.RUNNING)
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]")
                .answer(
                        "GET /upgrades/7/outages",
                        200,
                        "{\"targets\": [{\"name\": \"api\", \"state\": \"not-seen\"}, {\"name\": \"vm\", \"state\":"
                                + " \"not-seen\"}]}");

        assertThat(run("status", "7")).isZero();

        assertThat(out.toString())
                .contains("The API has not answered since the upgrade began: no outage of it can be measured.\n")
                .doesNotContain("vm");
    }

    @Test
    void oneThatIsHeldByNodesThatWereSetAsideAloneSaysSoAtOnce() {
        var held = SampleAnswers.FAILED.replace("\"proof\": []", "\"proof\": [], \"held_by\": [\"node-5\"]");
        server.answer("GET /upgrades/7", 200, held).answer("GET /upgrades", 200, "[" + held + "]");

        assertThat(run("status", "7")).isZero();
        assertThat(out.toString())
                .startsWith("Upgrade 7 sample-seed of cluster 1: failed: held by node-5 alone, which was set aside\n");

        assertThat(run("status")).isZero();
        assertThat(out.toString()).containsPattern("7   sample-seed  failed, 1 set aside  1 ");
    }

    @Test
    void oneThatWaitsForAPersonSaysSinceWhenForWhatAndHowItGoesOn() {
        server.answer(
                        "GET /upgrades/7",
                        200,
                        SampleAnswers.RUNNING.replace(
                                "\"proof\": []",
                                "\"proof\": [], \"approval\": {\"step_id\": 9, \"stage\": \"upgrade-db\", \"since\":"
                                        + " \"2026-01-02T03:00:05Z\", \"message\": \"Waits for an approval. Next: the API"
                                        + " closes.\"}"))
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]");

        assertThat(run("status", "7")).isZero();

        assertThat(out.toString().replaceAll("\\s+", " "))
                .containsPattern(
                        "Waits for an approval. Next: the API closes. Since \\d\\d:\\d\\d \\(stage upgrade-db\\). Go on"
                                + " with: octane approve 7 9");
    }

    @Test
    void oneWithAStepThatNoServerKnowsSaysSoAndWhatToStart() {
        server.answer(
                        "GET /upgrades/7",
                        200,
                        SampleAnswers.RUNNING.replace(
                                "\"proof\": []",
                                "\"proof\": [], \"unknown_step\": {\"step_id\": 9, \"stage\": \"prepare\", \"name\": \"of-later\","
                                        + " \"since\": \"2026-01-02T03:00:05Z\"}"))
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]");

        assertThat(run("status", "7")).isZero();

        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("No server that runs knows step prepare of-later, which waits. Start one of the release that"
                        + " planned the upgrade, with the same steps in steps.d. [step-unknown]");
    }

    @Test
    void oneWithBatchesThatWaitForAWindowSaysHowManyAndUntilWhen() {
        server.answer(
                        "GET /upgrades/7",
                        200,
                        SampleAnswers.RUNNING.replace(
                                "\"proof\": []",
                                "\"proof\": [], \"batches\": [{\"stage\": \"upgrade-node\", \"role\": \"compute\","
                                        + " \"max_unavailable\": 2, \"batches\": 4, \"over\": 1}], \"window\": {\"step_id\": 9,"
                                        + " \"stage\": \"upgrade-node\", \"since\": \"2026-01-02T03:00:05Z\", \"until\":"
                                        + " \"2026-01-02T20:00:00Z\", \"message\": \"Waits for a window. Next: node-4.\"}"))
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]");

        assertThat(run("status", "7")).isZero();

        assertThat(out.toString().replaceAll("\\s+", " "))
                .containsPattern("Waits for a window. Next: node-4. Since \\d\\d:\\d\\d \\(stage upgrade-node\\).")
                .contains("Role compute: 1 of 4 batches over, at most 2 nodes at once");
    }

    @Test
    void whatIsSetAsideIsNamedWithTheBatchesThatAreToCome() {
        assertThat(statusWithOneSetAside(1))
                .contains(
                        "Role compute: 1 of 4 batches over, at most 2 nodes at once; 1 of 2 failures used: node-5 set aside");
    }

    @Test
    void whatIsSetAsideIsNamedAsLongAsItIsNotThrough() {
        assertThat(statusWithOneSetAside(4)).contains(" Role compute: 1 of 2 failures used: node-5 set aside");
    }

    private String statusWithOneSetAside(int over) {
        var batches =
                "\"proof\": [], \"batches\": [{\"stage\": \"upgrade-node\", \"role\": \"compute\", \"max_unavailable\": 2,"
                        + " \"failures\": 2, \"aside\": [{\"node\": 5, \"name\": \"node-5\"}], \"batches\": 4, \"over\": "
                        + over
                        + "}]";
        server.answer("GET /upgrades/7", 200, SampleAnswers.RUNNING.replace("\"proof\": []", batches))
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]");
        assertThat(run("status", "7")).isZero();
        return out.toString().replaceAll("\\s+", " ");
    }

    @Test
    void aPausedOneSaysWhyAndHowItGoesOn() {
        server.answer(
                        "GET /upgrades/7",
                        200,
                        SampleAnswers.RUNNING
                                .replaceFirst("\"status\": \"running\"", "\"status\": \"paused\"")
                                .replace("\"message\": null", "\"message\": \"Paused by alice.\""))
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]");

        assertThat(run("status", "7")).isZero();

        assertThat(out.toString())
                .startsWith("Upgrade 7 sample-seed of cluster 1: paused\nPaused by alice.\n")
                .endsWith("Resume it with: octane resume 7\n");
    }

    @Test
    void aServerWithoutUpgradesSaysWhatToDoNext() {
        server.answer("GET /upgrades", 200, "[]");

        assertThat(run("status")).isZero();

        assertThat(out.toString()).isEqualTo("No upgrade yet. Show what one would do with: octane plan --env ID\n");
    }

    @Test
    void anUpgradeThatDoesNotExistIsRefused() {
        assertThat(run("status", "9")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("There is no GET /upgrades/9.").contains("show what exists");
    }

    @Test
    void aServerThatIsNotThereHasAnExitStatusOfItsOwn() {
        server.close();

        assertThat(run("status")).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(err.toString())
                .startsWith("octane: No Octane server answers at " + server.url()
                        + ": Connection refused. [server-unreachable]\n")
                .contains("Start one with 'octane server'");
    }

    @Test
    void somethingElseThatAnswersIsToldFromOctane() {
        server.text("GET /upgrades", 502, "<html>Bad Gateway</html>");

        assertThat(run("status")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("is not an Octane server");
    }

    @Test
    void aBusyServerSaysWhenToTryAgain() {
        server.answer("GET /upgrades", 503, "{\"message\": \"The database does not answer.\", \"errors\": []}");

        assertThat(run("status")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("The database does not answer.").contains("Try again in");
    }

    @Test
    void theAddressIsFoundInTheServersDataFolder(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("server.properties"), "url=" + server.url() + "\n");
        server.answer("GET /upgrades", 200, "[]");

        assertThat(runAsIs("status", "--data", data.toString())).isZero();
    }

    @Test
    void aDataFolderWithoutAServerIsNamed(@TempDir Path data) {
        assertThat(runAsIs("status", "--data", data.toString())).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("No server has written its address to " + data);
    }

    @Test
    void ofSeveralCloudsTheFolderOfOneIsToBeNamed(@TempDir Path data) throws IOException {
        for (var cloud : List.of("south", "north")) {
            Files.writeString(
                    Files.createDirectories(data.resolve(cloud)).resolve("server.properties"),
                    "url=" + server.url() + "\n");
        }
        Files.createDirectories(data.resolve("broker"));

        assertThat(runAsIs("status", "--data", data.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains("The server of " + data + " has several clouds, each with a folder of its own.")
                .contains("Name one: --data " + data + "/north or --data " + data + "/south")
                .doesNotContain("octane server");
    }

    @Test
    void whatIsNoAddressIsAUsageError() {
        assertThat(runAsIs("status", "--url", "localhost:8008")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("'localhost:8008' is not a server's address.")
                .contains("as in http://127.0.0.1:8008");
        assertThat(runAsIs("status", "--url", "http://[")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'http://[' is not a server's address.");
    }

    @Test
    void anUnknownFormatIsAUsageError() {
        assertThat(run("status", "-f", "xml")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("expected one of [TABLE, JSON, YAML, VALUE] (case-insensitive)");
    }
}
