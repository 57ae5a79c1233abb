package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepLog;
import org.octane.world.TestWorld;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the log file has of a step's commands and statements at level DEBUG, in the format of {@code logback.xml}. */
@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepLogTest {

    private static final int NODE = 6;
    private static final List<String> CLIENTS =
            List.of("org.octane.node", "org.apache.sshd.client", "org.springframework.jdbc.core");

    private static final Pattern KEEP_ALIVE = Pattern.compile(
            "makeGlobalRequest|SSH_MSG_GLOBAL_REQUEST|SSH_MSG_REQUEST_(SUCCESS|FAILURE)|[gG]lobalRequest");

    private final TestWorld world;
    private final NodeFixture nodes;

    @TempDir
    private Path folder;

    private Path file;

    StepLogTest(TestWorld world) {
        this.world = world;
        nodes = new NodeFixture(world);
    }

    @BeforeEach
    void aLogFile() throws Exception {
        file = folder.resolve("octane.log");
        var configuration = Files.readString(Path.of("src/main/resources/logback.xml"))
                .replace("ch.qos.logback.core.ConsoleAppender", "ch.qos.logback.core.FileAppender")
                .replace("<target>System.err</target>", "<file>" + file + "</file>")
                .replace("stderr", "file");
        var changed = Files.writeString(folder.resolve("logback.xml"), configuration);
        var configurator = new JoranConfigurator();
        configurator.setContext(logging());
        configurator.doConfigure(changed.toFile());
        CLIENTS.forEach(name -> logging().getLogger(name).setLevel(Level.DEBUG));
    }

    @AfterAll
    void end() {
        CLIENTS.forEach(name -> logging().getLogger(name).setLevel(null));
        logging().getLogger("ROOT").detachAppender("file");
        nodes.close();
    }

    @Test
    void eachLineOfAStepSaysWhoseItIsInWhicheverThread() throws IOException {
        var step = nodes.step(NODE, Map.of("DO_ACT", "echo half >&2; false"));
        nodes.restart();
        var before = lines().size();

        var log = StepLog.of(1, step.stage(), step.step(), step.name(), 3, List.of(NODE));
        catchThrowable(() -> nodes.run(step, Phase.ACT));
        var sql = new JdbcTemplate(world.world().nailgun());
        catchThrowable(() -> sql.queryForObject("SELECT 1 FROM nowhere", Integer.class));
        log.close();

        var lines = lines().stream().skip(before).toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).contains("node=\"" + NODE + "\""));
        assertThat(lines).filteredOn(line -> !keepsAlive(line)).isNotEmpty().allSatisfy(line -> assertThat(line)
                .contains(
                        "upgrade=\"1\"",
                        "stage=\"rehearsal\"",
                        "step=\"" + step.step() + "\"",
                        "name=\"as-told\"",
                        "node=\"" + NODE + "\"",
                        "attempt=\"3\""));
        assertThat(lines.stream().map(StepLogTest::logger))
                .contains(
                        "NodeCommands", "SshSessions", "LoggedSession", "LoggedSession$LoggedChannel", "JdbcTemplate");
    }

    @Test
    void stepsThatShareASessionAreNotMixedUp() throws IOException {
        var first = nodes.step(NODE, Map.of("DO_CHECK", "sleep 0.5"));
        var second = nodes.step(NODE, Map.of("DO_CHECK", ":"));
        var running = new Thread(() -> run(first));
        running.start();
        run(second);
        catchThrowable(running::join);

        var perChannel = lines().stream()
                .filter(line -> line.contains("[id="))
                .map(line -> value("\\[id=(\\d+)", line) + " " + value("step=\"(\\d+)\"", line))
                .distinct();
        assertThat(perChannel)
                .hasSize(2)
                .anyMatch(pair -> pair.endsWith(" " + first.step()))
                .anyMatch(pair -> pair.endsWith(" " + second.step()));
    }

    @Test
    void aCommandWithoutAStepSaysItsNodeAlone() throws IOException {
        nodes.commands.run(NODE, "true", "", Duration.ofSeconds(10));

        assertThat(lines()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .contains("node=\"" + NODE + "\"")
                .doesNotContain("step="));
    }

    @Test
    void whatKeepsAConnectionAliveSaysItsNodeAlone() throws IOException {
        var step = nodes.step(NODE, Map.of("DO_CHECK", ":"));
        run(step);
        await().atMost(Duration.ofSeconds(30)).until(() -> lines().stream().anyMatch(StepLogTest::keepsAlive));

        assertThat(lines()).filteredOn(StepLogTest::keepsAlive).allSatisfy(line -> assertThat(line)
                .contains("node=\"" + NODE + "\"")
                .doesNotContain("step="));
    }

    /** Said of the connection, which all steps of a node share. */
    private static boolean keepsAlive(String line) {
        return KEEP_ALIVE.matcher(line).find() && !line.contains("attempt=");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file).stream()
                // Said of a connection before its session is ours.
                .filter(line -> !line.contains("setupDefaultSessionIdentities"))
                // The simulated Fuel master has a database too, and some statements have several lines.
                .filter(line ->
                        line.startsWith("time=") && !line.contains("logger=JdbcTemplate") || line.contains("nowhere"))
                .toList();
    }

    private void run(StepCall step) {
        var log = StepLog.of(step.upgrade(), step.stage(), step.step(), step.name(), 1, step.nodes());
        nodes.run(step, Phase.CHECK);
        log.close();
    }

    private static LoggerContext logging() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static String logger(String line) {
        return value("logger=(\\S+)", line);
    }

    private static String value(String pattern, String line) {
        var found = Pattern.compile(pattern).matcher(line);
        assertThat(found.find()).as(line).isTrue();
        return found.group(1);
    }
}
