package org.octane.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.scenario.CloudOnDisk;
import org.octane.scenario.RunningServer;

/** An upgrade of the simulated cloud as an operator watches it, from the login to the last stage. */
@Tag("browser")
class WatchedUpgradeTest {

    private static final Duration WHOLE = Duration.ofMinutes(8);

    @TempDir
    private static Path folder;

    private static RunningServer server;
    private static Cable cable;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        server = RunningServer.start(folder.resolve("server"), "--speed", "20");
        cable = new Cable(server.url());
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() throws IOException {
        chromium.close();
        cable.close();
        server.close();
    }

    @Test
    void itIsWatchedToItsEndOverAFailureACutAndARestart() throws Exception {
        chromium.open(cable.url() + "/");
        picture("login");
        chromium.login(cable.url(), "operator", server.token());
        chromium.sees("main", "There is no upgrade yet");
        picture("no-upgrade");

        var keys = server.cloud().root(CloudOnDisk.MASTER).resolve("var/lib/fuel/keys/1");
        var away = Files.move(keys, keys.resolveSibling("away"));
        server.api().startUpgrade("{\"original_cluster_id\": 1, \"options\": {\"interactive\": true}}");
        chromium.find("tbody a").click();
        chromium.sees(".state", "failed", WHOLE);
        chromium.sees(".letters", "keys-directory");
        picture("failed");
        chromium.button(".letters", "Last output").click();
        chromium.sees("dialog", "keys");
        picture("failed-output");
        chromium.find("dialog .quiet").click();
        chromium.button(".letters", "Log").click();
        chromium.sees("dialog .log", "act: the keys of environment 1 are missing");
        picture("failed-log");
        chromium.find("dialog .quiet").click();

        Files.move(away, keys);
        chromium.button(".letters", "Retry").click();
        chromium.sees("dialog", "is tried again");
        picture("retry");
        chromium.button("dialog", "Retry").click();
        chromium.sees(".state", "running", WHOLE);
        chromium.sees(".events", "Retried by operator.");
        chromium.sees(".stages", "upgrade-env");

        chromium.button("main", "Pause").click();
        chromium.sees("dialog", "No new step begins until the upgrade is resumed");
        chromium.button("dialog", "Pause").click();
        chromium.sees(".state", "paused");
        picture("paused");
        chromium.button("main", "Resume").click();
        chromium.button("dialog", "Resume").click();
        chromium.sees(".state", "running");

        cable.cut();
        chromium.sees("#connection", "Cut off from the server since");
        picture("cut-off");
        cable.leadTo(server.url());
        chromium.sees("#connection", "Live");

        chromium.sees(".events", "deploy-controllers", WHOLE);
        picture("running");
        server.kill();
        chromium.sees("#connection", "Cut off from the server since");
        server.start();
        cable.leadTo(server.url());
        chromium.sees("#connection", "Live");

        chromium.sees(".head .message", "Waits for an approval. Next: the API closes", WHOLE);
        chromium.sees("[data-node='4']", "waits for an approval of stage upgrade-db");
        assertThat(chromium.text(".roles")).doesNotContain("between two steps");
        picture("approval");
        chromium.button("main", "Approve").click();
        chromium.sees("dialog", "Your name and reason are kept");
        picture("approve");
        chromium.find("#approve-reason").sendKeys("Change 4711");
        chromium.button("dialog", "Approve").click();
        chromium.sees(".events", "Approved by operator: Change 4711");

        chromium.sees(".targets", "no answer for", WHOLE);
        picture("api-closed");

        chromium.sees(".state", "succeeded", WHOLE);
        chromium.sees("main", "Proved");
        picture("succeeded");
        assertThat(chromium.text(".events")).contains("All stages are done.");
        chromium.find("nav a").click();
        chromium.sees("tbody", "succeeded");
        picture("upgrades");
        chromium.button("header", "Log out").click();
        chromium.find("#secret");
        assertThat(chromium.url()).endsWith("/login");
    }

    /** As it is in both widths, light and dark, which has to be without a serious fault each time. */
    private static void picture(String state) {
        Pictures.of(chromium, state);
    }
}
