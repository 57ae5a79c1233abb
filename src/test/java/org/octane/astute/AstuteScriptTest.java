package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.node.NodeScript;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/** What the Fuel master is asked about a task, on logs as Astutes of 7.0 and 8.0 write them. */
class AstuteScriptTest {

    private static final String TASK = "5a0e8f4c-3c5b-4b5e-9a53-0d2a4a1f5c11";
    private static final String OTHER = "77777777-3c5b-4b5e-9a53-0d2a4a1f5c11";
    private static final Pattern RESULT = Pattern.compile("(?m)^octane-result (\\S+) (.*)$");

    @TempDir
    Path root;

    private Path log;

    @BeforeEach
    void master() throws IOException {
        log = root.resolve("var/log/docker-logs/astute/astute.log");
        Files.createDirectories(log.getParent());
        stub("dockerctl", "shift 2; exec \"$@\"");
        stub("rabbitmqctl", "printf 'naily\\t0\\t0\\t7\\nnailgun\\t3\\t0\\t1\\n'");
        processes(38, 39, 40);
        record(Math.toIntExact(TimeUnit.HOURS.toMinutes(3)), "debug", 38, "Worker initialization");
        record(30, "info", 39, "=> Starting worker (PID: 39, ID: 1)");
    }

    @Test
    void aTaskThatIsNowhereInAFullLogWasNotTaken() throws Exception {
        assertThat(look())
                .containsEntry("task", "absent")
                .containsEntry("queue", "0 0 7")
                .doesNotContainKey("unknown");
    }

    @Test
    void aTaskOfAWorkerThatLivesIsWorkedOnHoweverLongItIsSilent() throws Exception {
        taken(39);
        record(4, "debug", 40, "Process message from worker queue: \"{\\\"task_uuid\\\": \\\"" + OTHER + "\\\"}\"");
        record(3, "info", 40, "Casting message to Nailgun: " + ready(OTHER));
        assertThat(look()).containsEntry("task", "working 39");
    }

    @Test
    void aTaskWhoseWorkerIsGoneHasDied() throws Exception {
        taken(37);
        assertThat(look()).containsEntry("task", "gone 37");
    }

    @Test
    void aWorkerThatHasTheNumberOfADeadOneIsAnother() throws Exception {
        taken(39);
        record(2, "info", 39, "=> Starting worker (PID: 39, ID: 4)");
        assertThat(look()).containsEntry("task", "gone 39");
    }

    @Test
    void aWorkerThatWasReapedOrTookSomethingElseIsDoneWithIt() throws Exception {
        taken(39);
        record(2, "info", 37, "reaped #<Process::Status: pid 39 SIGKILL (signal 9)> worker=1");
        assertThat(look()).containsEntry("task", "gone 39");
        taken(40);
        record(1, "debug", 40, "Main worker task id is " + OTHER);
        assertThat(look()).hasEntrySatisfying("task", task -> assertThat(task).startsWith("gone "));
    }

    @Test
    void anEndThatWasSaidIsTheEndThoughItNeverArrived() throws Exception {
        taken(39);
        record(
                3,
                "info",
                39,
                "Casting message to Nailgun: {\"method\"=>\"provision_resp\", \"args\"=>{\"task_uuid\"=>\"" + TASK
                        + "\", \"nodes\"=>[{\"uid\"=>\"4\", \"status\"=>\"provisioned\", \"progress\"=>100}, {\"status\"=>\"error\","
                        + " \"error_msg\"=>\"no \\\"disk\\\" {}\", \"uid\"=>\"5\"}]}}");
        record(
                2,
                "info",
                39,
                "Casting message to Nailgun: {\"method\"=>\"provision_resp\", \"args\"=>{\"task_uuid\"=>\"" + TASK
                        + "\", \"status\"=>\"error\", \"error\"=>\"Too many nodes failed:\\n \\\"5\\\"\", \"progress\"=>100}}");
        record(2, "err", 39, "Error publishing message: closed");
        assertThat(look())
                .containsEntry("task", "error Too many nodes failed:  \"5\"")
                .containsEntry("nodes", "4=provisioned 5=error");
    }

    @Test
    void recordsOfManyLinesAreReadAsOne() throws Exception {
        record(5, "debug", 40, "Process message from worker queue:\n\"{\\\"task_uuid\\\": \\\"" + TASK + "\\\"}\"\n");
        assertThat(look()).containsEntry("task", "working 40");
        record(
                1,
                "info",
                40,
                "Casting message to Nailgun:\n{\"method\"=>\"deploy_resp\",\n \"args\"=>\n  {\"task_uuid\"=>\"" + TASK
                        + "\",\n   \"nodes\"=>[{\"uid\"=>\"4\", \"status\"=>\"ready\"}],\n   \"status\"=>\"ready\",\n   \"progress\"=>100}}\n");
        assertThat(look()).containsEntry("task", "ready").containsEntry("nodes", "4=ready");
    }

    @Test
    void aLogOfFuel8IsReadAsWell() throws Exception {
        Files.writeString(log, "");
        record80(180, "INFO", 40, "Worker initialization");
        assertThat(look()).as("without a record of debug").doesNotContainKey("task");
        record80(
                170,
                "DEBUG",
                40,
                "Process message from worker queue:\n\"{\\\"task_uuid\\\":\\\"" + OTHER + "\\\"}\"\n");
        assertThat(look()).containsEntry("task", "absent");
        record80(5, "DEBUG", 40, "Process message from worker queue:\n\"{\\\"task_uuid\\\":\\\"" + TASK + "\\\"}\"\n");
        assertThat(look()).containsEntry("task", "working 40");
    }

    @Test
    void whoGivesAMessageBackOrHearsOfAStopDoesNotHaveTheTask() throws Exception {
        record(3, "debug", 38, "Requeue message because worker is busy: \"" + TASK + "\"");
        assertThat(look()).containsEntry("task", "absent");
        taken(37);
        record(1, "debug", 38, "Requeue message because worker is busy: \"" + TASK + "\"");
        record(1, "debug", 38, "Process message from service queue: {\"stop_task_uuid\"=>\"" + TASK + "\"}");
        assertThat(look()).containsEntry("task", "gone 37");
    }

    @Test
    void ofTwoThatTookItOneThatLivesCounts() throws Exception {
        taken(37);
        taken(38);
        assertThat(look()).containsEntry("task", "working 38");
    }

    @Test
    void aStoppedTaskHasNoWorkerAnyMore() throws Exception {
        taken(39);
        record(1, "info", 39, "Try to kill running task " + TASK);
        assertThat(look()).containsEntry("task", "gone 39");
    }

    @Test
    void nothingIsKnownWithoutALogThatReachesBack() throws Exception {
        Files.writeString(log, "");
        record(1, "debug", 38, "Worker initialization");
        assertThat(look())
                .doesNotContainKey("task")
                .containsEntry(
                        "unknown",
                        "Astute's log does not name the task, nor does it reach back to the time when that was cast");
        taken(38);
        assertThat(look()).as("what is seen is seen").containsEntry("task", "working 38");
        Files.delete(log);
        assertThat(look()).containsEntry("unknown", "Astute has no log on the Fuel master");
    }

    @Test
    void anOlderPartOfTheLogIsReadWhereItIsNeeded() throws Exception {
        taken(39);
        var old = log.resolveSibling("astute.log.1");
        Files.move(log, old);
        record(1, "debug", 38, "Worker initialization");
        assertThat(look()).containsEntry("task", "working 39");
        run("gzip " + old);
        assertThat(look()).containsEntry("task", "working 39");
    }

    @Test
    void nothingIsKnownFromALogThatKeepsTooLittle() throws Exception {
        Files.writeString(log, "");
        record(300, "info", 38, "Worker initialization");
        assertThat(look()).doesNotContainKey("task").hasEntrySatisfying("unknown", why -> assertThat(why)
                .contains("level debug"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-w 7", "-l /var/log/astute/astute.log --loglevel debug --workers 7", "--loglevel=debug"})
    void anAstuteThatWasStartedToNameEachTaskHasNotTakenOneThatItDoesNotName(String options) throws Exception {
        Files.writeString(log, "");
        record(300, "info", 38, "Worker initialization");
        processes(options, 38);
        assertThat(look()).containsEntry("task", "absent");
    }

    @Test
    void nothingIsKnownWhereItIsNotSeenHowAstuteWasStarted() throws Exception {
        Files.writeString(log, "");
        record(300, "info", 38, "Worker initialization");
        stub("ps", "echo '  38 astute worker[0]'; echo '  50 vi /etc/astuted.conf'");
        assertThat(look()).doesNotContainKey("task").hasEntrySatisfying("unknown", why -> assertThat(why)
                .contains("level debug"));
    }

    @Test
    void nothingIsKnownFromTheLogOfAnotherAstute() throws Exception {
        processes(90, 91);
        assertThat(look()).doesNotContainKey("task").hasEntrySatisfying("unknown", why -> assertThat(why)
                .contains("not that of the Astute that runs"));
    }

    @Test
    void nothingIsKnownWhereProcessesOrQueuesAreNotTold() throws Exception {
        taken(37);
        stub("ps", "exit 1");
        assertThat(look()).doesNotContainKeys("task", "queue").hasEntrySatisfying("unknown", why -> assertThat(why)
                .contains("no answer from ps"));
        stub("ps", "exit 0");
        assertThat(look()).doesNotContainKey("task");
        stub("ps", "echo '   1 /sbin/init'");
        assertThat(look()).as("no worker at all, in a list that is one").containsEntry("task", "gone 37");
        Files.writeString(log, "");
        record(300, "debug", 38, "Worker initialization");
        stub("rabbitmqctl", "echo 'unable to connect to node' >&2; exit 2");
        assertThat(look()).doesNotContainKey("task").hasEntrySatisfying("unknown", why -> assertThat(why)
                .contains("no answer from broker rabbitmqctl"));
    }

    private void taken(int pid) throws IOException {
        record(5, "debug", pid, "Process message from worker queue: \"{\\\"task_uuid\\\": \\\"" + TASK + "\\\"}\"");
        record(5, "debug", pid, "Main worker task id is " + TASK);
        record(5, "info", pid, "Processing RPC call 'image_provision'");
        record(5, "info", pid, "'provision' method called with data: {\"args\"=>{\"task_uuid\"=>\"" + TASK + "\"}}");
    }

    private static String ready(String task) {
        return "{\"method\"=>\"deploy_resp\", \"args\"=>{\"task_uuid\"=>\"" + task + "\", \"status\"=>\"ready\"}}";
    }

    private void record(int minutesAgo, String level, int pid, String text) throws IOException {
        var time = LocalDateTime.now(ZoneOffset.UTC)
                .minusMinutes(minutesAgo)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
        Files.writeString(
                log,
                time + " " + level + ": [" + pid + "] " + text + "\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    private void record80(int minutesAgo, String level, int pid, String text) throws IOException {
        var time = LocalDateTime.now(ZoneOffset.UTC)
                .minusMinutes(minutesAgo)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
        Files.writeString(
                log, time + " " + level + " [" + pid + "] " + text + "\n", java.nio.file.StandardOpenOption.APPEND);
    }

    private void processes(int... pids) throws IOException {
        processes("-w 7 --loglevel info", pids);
    }

    private void processes(String options, int... pids) throws IOException {
        var lines = new StringBuilder(
                "echo '   20 /bin/bash /usr/bin/astuted " + options + "'\necho '   21 astute master'\n");
        for (int pid : pids) {
            lines.append("echo '   ")
                    .append(pid)
                    .append(" astute worker[")
                    .append(pid)
                    .append("]   '\n");
        }
        stub("ps", lines.toString());
    }

    private void stub(String name, String text) throws IOException {
        var file = root.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Map<String, String> look() throws Exception {
        var call = new StepCall(
                0,
                0,
                "preflight",
                "astute",
                Phase.CHECK,
                1,
                0,
                List.of(),
                1,
                null,
                Map.of("look_only", "yes", "task", TASK, "age", "3600"));
        var found = new TreeMap<String, String>();
        var results = RESULT.matcher(run(NodeScript.named("preflight/astute").text(call)));
        while (results.find()) {
            found.put(results.group(1), results.group(2));
        }
        return found;
    }

    private String run(String script) throws Exception {
        var builder = new ProcessBuilder("/bin/bash", "-c", NodeScript.SHELL).redirectErrorStream(true);
        builder.environment().put("OCTANE_ROOT", root.toString());
        builder.environment().put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        var process = builder.start();
        try (var in = process.outputWriter()) {
            in.write(script + NodeScript.WHOLE);
        }
        var text = new String(process.getInputStream().readAllBytes());
        var code = process.waitFor();
        return code == 69
                ? text + "\noctane-result unknown "
                        + text.strip().lines().reduce((a, b) -> b).orElse("") + "\n"
                : text;
    }
}
