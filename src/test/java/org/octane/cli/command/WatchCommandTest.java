package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.client.SampleAnswers;

class WatchCommandTest extends CommandTest {

    @Test
    void withoutAnIdTheNewestUpgradeIsWatched() {
        server.answer("GET /upgrades", 200, "[{\"id\": 2}, {\"id\": 7}]")
                .answer("GET /upgrades/7", 200, SampleAnswers.SUCCEEDED)
                .events("GET /upgrades/7/events", "");

        assertThat(run("watch")).isZero();
        assertThat(out.toString()).contains("Upgrade 7 succeeded after 1 min 12 s.");
    }

    @Test
    void withoutAnyUpgradeThereIsNothingToWatch() {
        server.answer("GET /upgrades", 200, "[]");

        assertThat(run("watch")).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("Start one with: octane upgrade --env ID");
    }

    @Test
    void aServerThatIsOnlyStartingOrWithoutItsDatabaseIsWaitedFor() {
        server.answer("GET /upgrades/7", 200, SampleAnswers.RUNNING)
                .text("GET /upgrades/7", 404, "<html><body>Resource not found</body></html>")
                .answer("GET /upgrades/7", 503, "{\"message\": \"The database cannot be reached.\", \"errors\": []}")
                .answer("GET /upgrades/7", 200, SampleAnswers.SUCCEEDED)
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]")
                .events("GET /upgrades/7/events", "");

        assertThat(run("watch", "7")).isZero();
        assertThat(out.toString()).contains("waiting for the server").contains("Upgrade 7 succeeded");
    }

    @Test
    void jsonIsPrintedOnceAtTheEnd() throws Exception {
        server.answer("GET /upgrades/7", 200, SampleAnswers.SUCCEEDED).events("GET /upgrades/7/events", "");

        assertThat(run("watch", "7", "-f", "json")).isZero();
        assertThat(Json.read(out.toString())).isEqualTo(Json.read(SampleAnswers.SUCCEEDED));
    }

    @Test
    void whatIsHeldByNodesThatWereSetAsideAloneIsNotToldAsIfAllWereLost() {
        server.answer(
                        "GET /upgrades/7",
                        200,
                        SampleAnswers.FAILED.replace(
                                "\"proof\": []", "\"proof\": [], \"held_by\": [\"node-5\", \"node-6\"]"))
                .answer("GET /dead-letters?upgrade=7", 200, "[]")
                .events("GET /upgrades/7/events", "");

        assertThat(run("watch", "7")).isEqualTo(ExitCode.UPGRADE_FAILED);
        assertThat(out.toString())
                .contains(
                        "Upgrade 7 failed: held by node-5, node-6 alone, which were set aside. evacuate failed for good");
    }

    @Test
    void endedByASignalItSaysThatTheUpgradeGoesOn(@TempDir Path folder) throws Exception {
        server.answer("GET /upgrades/7", 200, SampleAnswers.RUNNING)
                .answer("GET /upgrades/7/steps?status=running", 200, "[]")
                .answer("GET /upgrades/7/steps?status=waiting", 200, "[]")
                .events("GET /upgrades/7/events", "");
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.octane.Octane",
                        "watch",
                        "7",
                        "--url",
                        server.url())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> Files.readString(printed)
                    .contains("upgrade-node: Nodes move"));
            process.destroy();

            assertThat(process.waitFor()).isNotZero();
            assertThat(Files.readString(printed))
                    .endsWith("Upgrade 7 continues without this command. Follow it again with: octane watch 7\n");
            assertThat(server.calls()).allMatch(call -> call.startsWith("GET "));
        } finally {
            process.destroyForcibly();
        }
    }
}
