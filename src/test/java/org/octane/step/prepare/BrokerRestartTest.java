package org.octane.step.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.octane.step.NodeShell;
import org.octane.step.ScriptRun;
import org.octane.world.TestWorld;

/** RabbitMQ is restarted for its plugin beside an Astute that may be at work for anybody. */
@ExtendWith(TestWorld.Shared.class)
class BrokerRestartTest {

    private static final String MASTER = "master";
    private static final String STEP = "prepare/astute-broker";
    private static final String TASK = "5a0e8f4c-3c5b-4b5e-9a53-0d2a4a1f5c11";
    private static final String TAKEN = "debug: [38] Process message from worker queue: \"{}\"\n"
            + "debug: [38] Main worker task id is " + TASK + "\n"
            + "info: [38] Processing RPC call 'granular_deploy'\n";
    private static final String SAID = "info: [38] Casting message to Nailgun: {\"method\"=>\"deploy_resp\","
            + " \"args\"=>{\"task_uuid\"=>\"" + TASK + "\", ";

    private final NodeShell shell;
    private final Path sim;
    private final Path log;
    private final Path figures;
    private String logged;
    private String counted;

    BrokerRestartTest(TestWorld world) {
        var folder = world.world().folder();
        shell = new NodeShell(folder, Map.of("ORIG_ID", "1", "ASTUTE_COMES_BACK", "2"));
        sim = folder.resolve("nodes/master/sim");
        log = shell.root(MASTER).resolve("var/log/docker-logs/astute/astute.log");
        figures = folder.resolve("rabbitmq.figures");
    }

    @BeforeEach
    void aRabbitMqThatHasNotLoadedThePlugin() throws IOException {
        Files.deleteIfExists(sim.resolve("rabbitmq.loaded"));
        logged = Files.readString(log);
        counted = Files.readString(figures);
    }

    @AfterEach
    void takeBack() throws IOException {
        Files.writeString(log, logged);
        Files.writeString(figures, counted);
        Files.deleteIfExists(sim.resolve("astute.gone"));
        shell.run(MASTER, STEP, "undo");
        shell.run(MASTER, "cleanup-fuel/remove-leftovers", "act");
    }

    @ParameterizedTest
    @CsvSource({
        "naily 2 0 7, 2 tasks wait in Astute's queue naily",
        "naily 0 1 7, Astute is about to take 1 tasks from its queue naily"
    })
    void itIsPutOffWhileTasksAreInAstutesQueue(String queue, String why) throws IOException {
        Files.writeString(figures, queue + "\n");
        isPutOff(ScriptRun.BUSY, why);
    }

    @Test
    void itIsPutOffWhileAWorkerIsAtWorkForAnybody() throws IOException {
        record(TAKEN);
        isPutOff(ScriptRun.BUSY, "worker 38 of Astute is at work (granular_deploy of task " + TASK + ")");
        record(SAID + "\"nodes\"=>[{\"uid\"=>\"4\", \"status\"=>\"ready\"}]}}\n");
        isPutOff(ScriptRun.BUSY, "worker 38 of Astute is at work");

        record(SAID
                + "\"status\"=>\"ready\", \"progress\"=>100}}\ndebug: [38] Requeue message because worker is busy\n");
        isDone();
    }

    @Test
    void aWorkerThatWasKilledWithItsTaskIsWaitedForNoLonger() throws IOException {
        record(TAKEN);
        record("info: [37] reaped #<Process::Status: pid 38 SIGKILL (signal 9)> worker=0\n"
                + "info: [38] => Starting worker (PID: 38, ID: 0)\n");
        isDone();
    }

    @Test
    void nobodyKnowsWhetherAstuteRestsWithoutItsLog() throws IOException {
        Files.delete(log);
        isPutOff(ScriptRun.NO_ANSWER, "Astute has no log on the Fuel master");
        Files.writeString(log, "2015-10-01T12:00:00 info: [90] => Starting worker (PID: 90, ID: 0)\n");
        isPutOff(ScriptRun.NO_ANSWER, "no worker of now speaks in it");
        Files.writeString(log, "");
        record("info: [38] => Starting worker (PID: 38, ID: 0)\n");
        isPutOff(ScriptRun.NO_ANSWER, "does not reach back far enough to say what its worker 39 does");
    }

    /** Logs are rotated, and a cloud that stands for months gives Astute nothing to do. */
    @Test
    void aWorkerThatWroteNothingForADayHasNoTask() throws IOException {
        Files.writeString(log, "2015-10-01T12:00:00 info: [38] => Starting worker (PID: 38, ID: 0)\n");
        isDone();
    }

    @Test
    void anAstuteThatDoesNotComeBackIsTheOperatorsToStart() throws IOException {
        var loaded = sim.resolve("rabbitmq.loaded");
        // as the queue was before
        assertThat(shell.run(MASTER, STEP, "check").exit()).isEqualTo(ScriptRun.MISSING);
        Files.writeString(sim.resolve("astute.gone"), "");
        var run = shell.run(MASTER, STEP, "act");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .endsWith(
                        "Astute takes no tasks: its queue naily has had no consumer for 2 s; start it anew on the Fuel"
                                + " master (dockerctl restart astute, since Fuel 9 service astute restart), then retry\n");
        assertThat(loaded).content().contains("rabbitmq_amqp1_0");
        assertThat(shell.run(MASTER, STEP, "check"))
                .matches(check ->
                        check.exit() == ScriptRun.MISSING && check.err().contains("nobody takes tasks"));
        var restarts = restarts();

        Files.delete(sim.resolve("astute.gone"));
        assertThat(shell.step(MASTER, STEP)).matches(done -> done.exit() == 0);
        assertThat(restarts()).isEqualTo(restarts);
    }

    @Test
    void whereNothingIsRestartedNobodyWaitsForAstute() throws IOException {
        Files.writeString(sim.resolve("rabbitmq.loaded"), "rabbitmq_amqp1_0\n");
        Files.writeString(figures, "naily 2 1 7\n");
        record(TAKEN);
        var restarts = restarts();
        assertThat(shell.step(MASTER, STEP)).matches(run -> run.exit() == 0);
        assertThat(restarts()).isEqualTo(restarts);
    }

    private void isPutOff(int exit, String why) {
        var restarts = restarts();
        var run = shell.step(MASTER, STEP);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(why);
        assertThat(restarts()).isEqualTo(restarts);
    }

    private void isDone() {
        var restarts = restarts();
        assertThat(shell.step(MASTER, STEP)).matches(run -> run.exit() == 0);
        assertThat(restarts()).isEqualTo(restarts + 1);
    }

    private long restarts() {
        return shell.journal(MASTER).stream()
                .filter("dockerctl restart rabbitmq"::equals)
                .count();
    }

    private void record(String lines) throws IOException {
        var time = LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss "));
        Files.writeString(
                log,
                lines.lines().map(line -> time + line + "\n").reduce("", String::concat),
                StandardOpenOption.APPEND);
    }
}
