package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;
import org.octane.world.TestWorld;

/** A step's script on a node over SSH: what its end means, and what of its output is kept. */
@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeScriptRunTest {

    private static final int NODE = 4;

    private final NodeFixture nodes;

    NodeScriptRunTest(TestWorld world) {
        nodes = new NodeFixture(world);
    }

    @AfterAll
    void end() {
        nodes.close();
    }

    @Test
    void aScriptThatEndsWellIsDoneAndLeavesItsResults() {
        var done = check("result rows 12; result proof.rows 'twelve  rows'; echo a line of the log");

        assertThat(done.kind()).isEqualTo(Outcome.Kind.DONE);
        assertThat(done.results()).isEqualTo(Map.of("rows", "12", "proof.rows", "twelve  rows"));
    }

    @Test
    void aScriptThatDoesNotArriveAsAWholeIsNoAnswerAndDoesNothing() throws Exception {
        for (var part : List.of("", "echo begun\n", "echo begun\n# the whole")) {
            var bash = new ProcessBuilder("/bin/bash", "-c", NodeScript.SHELL)
                    .redirectErrorStream(true)
                    .start();
            try (var stdin = bash.outputWriter()) {
                stdin.write(part);
            }

            assertThat(bash.inputReader().lines()).containsExactly("the script did not arrive as a whole");
            assertThat(bash.waitFor()).isEqualTo(69);
        }
    }

    @Test
    void whatIsMissingSaysWhyInCheckAndVerify() {
        var step = nodes.step(NODE, Map.of("DO_CHECK", "missing 'no dump'", "DO_VERIFY", "missing 'half a dump'"));

        assertThat(nodes.run(step, Phase.CHECK)).isEqualTo(Outcome.missing("no dump"));
        assertThat(nodes.run(step, Phase.VERIFY)).isEqualTo(Outcome.missing("half a dump"));
    }

    @Test
    void anActCannotBeMissing() {
        assertThat(failure("missing 'no dump'").passing()).isTrue();
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        var failure = failure("echo looking; refuse 'the disk is full'");

        assertThat(failure).hasMessage("the disk is full");
        assertThat(failure.passing()).isFalse();
        assertThat(failure.exitCode()).isEqualTo(4);
        assertThat(failure.output()).contains("looking");
    }

    @Test
    void whatIsBusyIsNoAttemptAndWhatFailsIsTriedAgain() {
        assertThat(failure("busy 'another is at work'"))
                .hasMessage("another is at work")
                .matches(StepFailure::away)
                .matches(failure -> failure.exitCode() == 75);
        assertThat(failure("echo 'no such file' >&2; false"))
                .hasMessage("no such file")
                .matches(StepFailure::passing)
                .matches(failure -> !failure.away())
                .matches(failure -> failure.exitCode() == 1);
    }

    @Test
    void whoGaveNoAnswerIsAskedAgainAndOnlyAnActThatGotNoneHasTakenAnAttempt() {
        var unanswered = "local x; answer x grep -r x /nowhere/at/all";
        var act = failure(unanswered);
        var step = nodes.step(NODE, Map.of("DO_CHECK", unanswered));
        var check = catchThrowableOfType(StepFailure.class, () -> nodes.run(step, Phase.CHECK));

        assertThat(List.of(act, check))
                .allMatch(StepFailure::passing)
                .allMatch(failure -> failure.exitCode() == 69)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessage("no answer from grep -r x /nowhere/at/all (exit status 2): "
                                + "grep: /nowhere/at/all: No such file or directory"));
        assertThat(act.away()).isFalse();
        assertThat(check.away()).isTrue();
    }

    @Test
    void aProgramsExitCodeIsNoVerdict() {
        assertThat(failure("(exit 4)").passing())
                .as("ceph's 4 is an errno, not a refusal")
                .isTrue();
    }

    @Test
    void parametersArriveWhateverIsInThem() {
        var value = "it's \"quoted\" $HOME `date` \\ & <ünïcode>";
        var step = nodes.step(NODE, Map.of("DO_CHECK", "result given \"$GIVEN\"", "GIVEN", value));

        assertThat(nodes.run(step, Phase.CHECK).results()).containsEntry("given", value);
    }

    @Test
    void aParameterStandsOnNoCommandLine() {
        var all = "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '";
        var step = nodes.step(
                NODE,
                Map.of(
                        "DO_CHECK",
                        "result seen \"$(" + all + " | grep -c -f <(echo \"$SECRET\") || true)\"",
                        "SECRET",
                        "hunter" + System.nanoTime()));

        assertThat(nodes.run(step, Phase.CHECK).results()).containsEntry("seen", "0");
    }

    @Test
    void secretsAreMaskedInWhatIsKeptOfAFailure() {
        var failure = failure("echo 'admin_password = hunter2'; echo 'key AQ" + "A".repeat(36) + "=='; "
                + "echo \"INSERT INTO user VALUES ('hunter2')\"; echo 'token: hunter2, refused' >&2; false");

        assertThat(failure.output()).contains("admin_password = ******", "key ******", "****** rows");
        assertThat(failure.output() + failure.getMessage()).doesNotContain("hunter2", "AQAAAA");
    }

    @Test
    void whatTheFramePrintsForOctaneIsNoOutputOfTheProgram() {
        var failure = failure("result seen 1; echo 'the program said'; echo 'it broke' >&2; false");

        assertThat(failure.output())
                .startsWith("the program said\n")
                .contains("it broke")
                .doesNotContain("octane-");
    }

    @Test
    void aFullDiskIsNothingThatPassesByItself() {
        var failure = failure("echo much >/dev/full");

        assertThat(failure.passing()).isFalse();
        assertThat(failure).hasMessageContaining("No space left on device");
        assertThat(failure.remedy()).contains("Make room on the filesystem of node " + NODE, "then retry");
    }

    @Test
    void theCauseIsNotJoinedToWhatWasPrintedBeforeIt() {
        var failure = failure(
                "printf 'half a line'; echo 'fold: write error: No space left on device' >&2; fail 'it broke off'");

        assertThat(failure).hasMessage("Disk full: fold: write error: No space left on device");
        assertThat(failure.output()).startsWith("half a line\n");
    }

    @Test
    void aFileIsWholeOrAsItWasWhenTheDiskIsFull() throws Exception {
        nodes.run(nodes.step(NODE, Map.of("DO_ACT", "change_file \"$OCTANE_ROOT/root/kept\" 600 <<<good")), Phase.ACT);
        var step = nodes.step(
                NODE,
                Map.of(
                        "DO_ACT",
                        """
                        mkdir -p "$HOME/bin"
                        printf '%s\\n' '#!/bin/bash' 'head -c 3' '/bin/cat >/dev/full' >"$HOME/bin/cat"
                        chmod +x "$HOME/bin/cat"
                        PATH=$HOME/bin:$PATH
                        change_file "$OCTANE_ROOT/root/kept" 600 <<<'better one'"""));
        assertThatThrownBy(() -> nodes.run(step, Phase.ACT))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.passing())
                        .isFalse())
                .hasMessageContaining("No space left on device");
        assertThat(nodes.file(NODE, "/root/kept")).hasContent("good");

        var room = nodes.step(NODE, Map.of("DO_ACT", "change_file \"$OCTANE_ROOT/root/kept\" 600 <<<'better one'"));
        nodes.run(room, Phase.ACT);
        assertThat(nodes.file(NODE, "/root/kept")).hasContent("better one");
    }

    @Test
    void ofALongOutputTheEndIsKept() {
        var failure = failure("seq 500000; echo 'the end' >&2; false");

        assertThat(failure).hasMessage("the end");
        assertThat(failure.output()).hasSizeLessThan(600_000).contains("500000").doesNotContain("\n1000\n");
    }

    @Test
    void aCommandThatDoesNotEndIsGivenUp() {
        assertThatThrownBy(() -> nodes.commands.run(NODE, "exec sleep 3", "", Duration.ofMillis(200)))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("on node 4 did not end within")
                .matches(failure -> ((StepFailure) failure).passing());
        assertThat(check(":").kind()).as("the next one").isEqualTo(Outcome.Kind.DONE);
    }

    @Test
    void aStepsOwnTimeoutCountsForItsScript() {
        var step = nodes.step(NODE, Map.of("DO_CHECK", "exec sleep 3", "timeout", "1"));

        assertThatThrownBy(() -> nodes.run(step, Phase.CHECK)).hasMessageContaining("did not end within 1 s");
    }

    @Test
    void aNodeThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> nodes.run(nodes.step(77, Map.of()), Phase.CHECK))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("Node 77 is not in ");
    }

    private Outcome check(String what) {
        return nodes.run(nodes.step(NODE, Map.of("DO_CHECK", what)), Phase.CHECK);
    }

    private StepFailure failure(String what) {
        var step = nodes.step(NODE, Map.of("DO_ACT", what));
        return catchThrowableOfType(StepFailure.class, () -> nodes.run(step, Phase.ACT));
    }
}
