package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.world.TestWorld;

/** Jobs that outlive their connection: each run adds a line to {@code runs}, and ends well once {@code go} is there. */
@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteJobTest {

    private static final int NODE = 5;
    private static final String ACT = "echo run >>\"$FOLDER/runs\"; echo 'log line'; until [ -e \"$FOLDER/go\" ]; do"
            + " sleep 0.05; done; [ ! -e \"$FOLDER/busy\" ] || busy 'Ceph is recovering'; [ ! -s \"$FOLDER/go\" ] ||"
            + " refuse \"$(cat \"$FOLDER/go\")\"; touch \"$FOLDER/made\"; result rows 12";
    private static final String UNDO = "echo once >>\"$FOLDER/undone\"";
    private static final String CHECK = "[ -e \"$FOLDER/made\" ] || missing 'not made'";

    private final TestWorld world;
    private final NodeFixture nodes;

    @TempDir
    Path folder;

    private StepCall step;

    RemoteJobTest(TestWorld world) {
        this.world = world;
        nodes = new NodeFixture(world);
    }

    @BeforeEach
    void aStep() {
        step = nodes.step(
                NODE,
                Map.of(
                        "DO_ACT",
                        ACT,
                        "DO_CHECK",
                        CHECK,
                        "DO_VERIFY",
                        CHECK,
                        "DO_UNDO",
                        UNDO,
                        "FOLDER",
                        folder.toString()));
    }

    @AfterAll
    void end() {
        nodes.close();
    }

    @Test
    void theKeyForDumpsIsInItsMemoryAlone() throws IOException {
        nodes.job("with-key", step, Phase.ACT);

        await().until(() -> Files.exists(folder.resolve("key")));
        assertThat(folder.resolve("key")).hasContent(NodeFixture.DUMP_KEY.apply(1));
        for (var where : List.of("environment", "command-line", "script")) {
            assertThat(folder.resolve(where)).content().isNotEmpty().doesNotContain(NodeFixture.DUMP_KEY.apply(1));
        }
    }

    @Test
    void itIsLookedAfterUntilItsEndAndItsResultsAreKept() throws IOException {
        assertThat(nodes.job(step, Phase.CHECK)).isEqualTo(Outcome.missing("not made"));
        started();
        var waiting = nodes.job(step, Phase.CHECK);
        assertThat(waiting.kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(waiting.wakeUp().on()).isNull();
        assertThat(waiting.wakeUp().within()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));

        go("");

        var done = ended();
        assertThat(done.kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(done.results()).isEqualTo(Map.of("rows", "12"));
        assertThat(nodes.job(step, Phase.VERIFY).kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void itOutlivesTheConnectionAndIsFoundAgain() throws IOException {
        started();

        nodes.restart();

        assertThat(nodes.job(step, Phase.CHECK).kind()).isEqualTo(Outcome.Kind.WAITING);
        assertThat(nodes.job(step, Phase.ACT).kind()).as("a second start").isEqualTo(Outcome.Kind.WAITING);
        go("");
        assertThat(ended().kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void oneThatDiedWithItsNodeIsStartedAgain() throws IOException {
        started();

        world.world().power(Integer.toString(NODE), false);
        world.world().power(Integer.toString(NODE), true);

        var after = await().ignoreExceptions().until(() -> nodes.job(step, Phase.CHECK), outcome -> true);
        assertThat(after).isEqualTo(Outcome.missing("not made"));
        nodes.job(step, Phase.ACT);
        await().until(() -> runs() == 2);
        go("");
        assertThat(ended().kind()).isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void itsFailureIsTheStepsFailureInThisAttemptOnly() throws IOException {
        started();
        go("the dump is cut");

        await().untilAsserted(() -> {
            var failure = catchThrowableOfType(StepFailure.class, () -> nodes.job(step, Phase.CHECK));
            assertThat(failure).hasMessage("the dump is cut");
            assertThat(failure.passing()).isFalse();
            assertThat(failure.exitCode()).isEqualTo(4);
            assertThat(failure.output()).contains("log line");
        });

        step = new StepCall(
                1, step.step(), "rehearsal", "as-told", Phase.CHECK, 2, 2, step.nodes(), 1, null, step.parameters());
        assertThat(nodes.job(step, Phase.CHECK)).isEqualTo(Outcome.missing("not made"));
        go("");
        nodes.job(step, Phase.ACT);
        assertThat(ended().kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void oneThatIsBusyIsSaidOnceAndStartedAgainInTheSameAttempt() throws IOException {
        Files.createFile(folder.resolve("busy"));
        go("");
        nodes.job(step, Phase.ACT);
        await().untilAsserted(
                        () -> assertThat(catchThrowableOfType(StepFailure.class, () -> nodes.job(step, Phase.CHECK)))
                                .hasMessage("Ceph is recovering")
                                .matches(StepFailure::away));

        Files.delete(folder.resolve("busy"));
        assertThat(nodes.job(step, Phase.CHECK)).isEqualTo(Outcome.missing("not made"));
        nodes.job(step, Phase.ACT);
        assertThat(ended().kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void itIsStoppedBeforeItIsUndoneAndItsUndoIsAJobAsWell() throws IOException {
        started();
        var file = nodes.file(NODE, "/var/lib/octane/jobs/1-" + step.step());
        assertThat(file).exists();

        assertThat(nodes.job(step, Phase.UNDO).kind()).isEqualTo(Outcome.Kind.WAITING);

        go("");
        var undone = await().until(() -> nodes.job(step, Phase.UNDO), o -> o.kind() != Outcome.Kind.WAITING);
        assertThat(undone.kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(Files.readAllLines(folder.resolve("undone"))).containsExactly("once");
        assertThat(folder.resolve("made"))
                .as("what the job would have made in the end")
                .doesNotExist();
        assertThat(file).doesNotExist();
    }

    @Test
    void whatItPrintsIsToldWhileItRunsAndNothingTwice() throws IOException {
        nodes.printed.clear();
        started();

        await().untilAsserted(() -> {
            nodes.job(step, Phase.CHECK);
            assertThat(told()).contains("log line");
        });
        go("");
        ended();
        nodes.job(step, Phase.CHECK);

        assertThat(told()).containsOnlyOnce("log line").doesNotContain("octane-");
    }

    /** Secrets are masked in what one look brings: half of one, at the end of it or behind what is too much, would not be. */
    @Test
    void aLineIsToldOnceItIsWhole() throws IOException {
        step = step.with(Map.of(
                "DO_ACT",
                "many=$(for i in {1..20000}; do echo 'the password is sEcrEt.'; done); printf 'first\\nthe password is sEc';"
                        + " until [ -e \"$FOLDER/go\" ]; do sleep 0.05; done; printf 'rEt.\\n%s\\n' \"$many\";"
                        + " touch \"$FOLDER/made\""));
        nodes.printed.clear();
        assertThat(nodes.job(step, Phase.ACT).kind()).isEqualTo(Outcome.Kind.WAITING);
        await().untilAsserted(() -> {
            nodes.job(step, Phase.CHECK);
            assertThat(told()).contains("first");
        });
        nodes.job(step, Phase.CHECK);
        assertThat(told()).doesNotContain("password");

        go("");
        ended();

        assertThat(told().lines().filter(line -> line.contains("password")))
                .hasSizeGreaterThan(2000)
                .containsOnly("the password is sEcrEt.");
        assertThat(told()).contains("bytes before this, and the rest of their line)");
    }

    @Test
    void whatItsFailurePrintsIsToldOnceAndInOrder() throws IOException {
        nodes.printed.clear();
        started();
        go("the dump is cut");

        await().untilAsserted(() -> catchThrowableOfType(StepFailure.class, () -> nodes.job(step, Phase.CHECK))
                .getMessage());

        assertThat(told()).containsSubsequence("log line", "the dump is cut").doesNotContain("octane-");
        assertThat(told().split("the dump is cut", -1)).hasSize(2);
    }

    private String told() {
        return String.join("\n", nodes.printed);
    }

    @Test
    void itsScriptIsNotLeftOnTheNode() throws IOException {
        started();
        var job = nodes.file(NODE, "/var/lib/octane/jobs/1-" + step.step());
        assertThat(Files.getPosixFilePermissions(job.resolve("script"))).hasSize(2);

        go("");

        ended();
        assertThat(job.resolve("script")).doesNotExist();
    }

    private void started() {
        assertThat(nodes.job(step, Phase.ACT).kind()).isEqualTo(Outcome.Kind.WAITING);
        await().until(() -> runs() == 1);
    }

    private Outcome ended() {
        return await().until(() -> nodes.job(step, Phase.CHECK), outcome -> outcome.kind() != Outcome.Kind.WAITING);
    }

    private void go(String refusal) throws IOException {
        Files.writeString(folder.resolve("go"), refusal);
    }

    private long runs() throws IOException {
        var runs = folder.resolve("runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }
}
