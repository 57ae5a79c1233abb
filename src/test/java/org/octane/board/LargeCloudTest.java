package org.octane.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.engine.state.EventSignal;
import org.octane.scenario.RunningServer;
import org.octane.security.login.Passwords;
import org.octane.security.login.Role;
import org.octane.security.login.UserFile;
import org.openqa.selenium.Keys;
import org.springframework.jdbc.core.JdbcTemplate;

/** An upgrade of 200 nodes with 12,000 steps, as rows, and those who look at it. */
@Tag("browser")
class LargeCloudTest {

    private static final int UPGRADE = 1;
    private static final String HTML = "<img src=x onerror=alert(1)>";
    /** Figures are printed; a busy machine may take longer than they have to be on one that does nothing else. */
    private static final Duration LOOSELY = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static RunningServer server;
    private static Chromium chromium;
    private static JdbcTemplate sql;

    @BeforeAll
    static void start() throws IOException {
        var users = new UserFile(folder.resolve("users"));
        var passwords = new Passwords();
        users.put("alice", Role.OPERATOR, passwords.hash("correct horse"));
        users.put("bob", Role.READER, passwords.hash("battery staple"));
        server = RunningServer.start(
                folder.resolve("server"),
                Map.of("OCTANE_LOGIN_USERS_FILE", folder.resolve("users").toString()));
        sql = server.database().sql();
        new Rows(sql).ofACloudOf(200, HTML);
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        chromium.close();
        server.close();
    }

    @Test
    void itIsPaintedAtOnceAndAnEventIsSeenAtOnce() throws IOException {
        login("alice", "correct horse");
        chromium.open(page());
        chromium.sees("main", "compute: 150 nodes");
        chromium.open(page());
        chromium.sees("main", "compute: 150 nodes");
        long painted =
                (Long) chromium.script("return Math.round(performance.getEntriesByName('board-drawn')[0].startTime)");

        chromium.script(
                """
                window.seen = 0;
                new MutationObserver(() => {
                  if (!window.seen && document.querySelector('.events').textContent.includes('A late word')) window.seen = Date.now();
                }).observe(document.querySelector('.events'), {childList: true, subtree: true});
                """);
        chromium.sees("#connection", "Live");
        sql.update("INSERT INTO octane.event (upgrade_id, at, actor, kind, status, message)"
                + " VALUES (1, now(), 'alice', 'upgrade', 'failed', 'A late word')");
        long committed = System.currentTimeMillis();
        // As whoever commits one does.
        sql.queryForMap("SELECT pg_notify(?, '')", EventSignal.CHANNEL);
        await().atMost(LOOSELY).until(() -> (Long) chromium.script("return window.seen") > 0);
        long seen = (Long) chromium.script("return window.seen") - committed;

        long asked = System.currentTimeMillis();
        long size = (Long) chromium.asynchronous(
                "fetch('/api/v1/upgrades/1/board').then((a) => a.text()).then((t) => done(t.length))");
        var figures = ("200 nodes, 12,000 steps: first paint after %d ms, an event seen %d ms after its commit,"
                        + " all at a glance in %d ms and %d KiB%n")
                .formatted(painted, seen, System.currentTimeMillis() - asked, size / 1024);
        Files.writeString(Path.of("target/board.txt"), figures);
        System.out.print(figures);
        assertThat(Duration.ofMillis(painted)).isLessThan(LOOSELY);
        assertThat(chromium.count(".node")).isEqualTo(201);
        Pictures.of(chromium, "large");
    }

    @Test
    void aNameThatIsHtmlIsText() {
        login("alice", "correct horse");
        chromium.open(page());
        chromium.sees(".roles", HTML);
        chromium.sees(".letters", HTML);
        assertThat(chromium.count("main img")).isZero();
        assertThat(chromium.text(".events")).contains("\\u{1b}[2J", "\\u{202e}");
    }

    /** Not that it is between two steps: of a node that nothing begins on it says what has to be done first. */
    @Test
    void aNodeThatStandsStillSaysWhy() {
        login("alice", "correct horse");
        chromium.open(page());
        chromium.sees("[data-node='102']", "stands still until 1 failed step above is dealt with");
        assertThat(chromium.text(".roles")).doesNotContain("between two steps", "not begun");
        sql.update("UPDATE octane.upgrade SET status = 'paused'");
        try {
            chromium.open(page());
            chromium.sees("[data-node='102']", "stands still until the upgrade is resumed");
        } finally {
            sql.update("UPDATE octane.upgrade SET status = 'failed'");
        }
    }

    @Test
    void aReaderSeesEverythingAndCanDoNothing() {
        login("bob", "battery staple");
        chromium.open(page());
        chromium.sees(".letters", "Last output");
        chromium.sees("#who", "bob (reader)");
        for (var action : List.of("Pause", "Resume", "Abort", "Roll back", "Retry", "Skip")) {
            assertThat(chromium.shows("main button", action)).as(action).isFalse();
        }
        assertThat(chromium.seriousFaults()).isEmpty();
        chromium.screenshot("reader-1280-light");
    }

    @Test
    void theKeyboardAloneSuffices() {
        login("alice", "correct horse");
        chromium.open(page());
        chromium.sees(".letters", "Retry");
        tabTo("Abort");
        chromium.press(Keys.ENTER);
        chromium.sees("dialog", "What was done stays".toLowerCase(java.util.Locale.ROOT));
        for (int i = 0; i < 6; i++) {
            chromium.press(Keys.TAB);
            assertThat((Boolean) chromium.script("return document.activeElement === document.body"
                            + " || document.querySelector('dialog').contains(document.activeElement)"))
                    .as("focus stays in the dialog")
                    .isTrue();
        }
        chromium.press(Keys.ESCAPE);
        assertThat(chromium.count("dialog")).isZero();
        assertThat(chromium.focused()).isEqualTo("Abort");

        tabTo("Skip");
        chromium.press(Keys.ENTER);
        chromium.sees("dialog", "Why it may be skipped");
        assertThat(chromium.seriousFaults()).isEmpty();
        chromium.screenshot("skip-1280-light");
        chromium.press(Keys.ESCAPE);
        tabTo("Roll back");
        chromium.press(Keys.ENTER);
        chromium.sees("dialog", "will be undone");
        assertThat(chromium.seriousFaults()).isEmpty();
        chromium.screenshot("roll-back-1280-light");
        chromium.press(Keys.ESCAPE);

        tabTo("Fuel master");
        chromium.press(Keys.ARROW_RIGHT);
        var first = chromium.focused();
        chromium.press(Keys.ARROW_DOWN);
        assertThat(chromium.focused()).isNotEqualTo(first);
        chromium.press(Keys.END);
        var last = chromium.focused();
        chromium.press(Keys.ENTER);
        chromium.sees("dialog", "step-59");
        assertThat(chromium.seriousFaults()).isEmpty();
        chromium.screenshot("node-1280-light");
        chromium.press(Keys.ESCAPE);
        assertThat(chromium.focused()).isEqualTo(last);
    }

    private static void login(String name, String password) {
        chromium.width(Chromium.WIDE);
        chromium.dark(false);
        chromium.open(server.url() + "/login");
        chromium.find("#name").sendKeys(name);
        chromium.find("#secret").sendKeys(password, Keys.ENTER);
        chromium.sees("#who", name);
    }

    private static String page() {
        return server.url() + "/upgrades/" + UPGRADE;
    }

    /** Presses Tab until something with this beginning has the focus, as somebody without a mouse does. */
    private static void tabTo(String beginning) {
        for (int i = 0; i < 60; i++) {
            if (chromium.focused().startsWith(beginning)) {
                return;
            }
            chromium.press(Keys.TAB);
        }
        throw new AssertionError("Tab leads to no " + beginning + ", but to " + chromium.focused());
    }
}
