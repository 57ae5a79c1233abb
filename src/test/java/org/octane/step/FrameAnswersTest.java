package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.node.NodeScript;

/**
 * Yes, no and unknown in the words of {@code lib/frame.sh}, wherever in a script they stand. {@code OCTANE_BASH} names another
 * bash than the machine's.
 */
class FrameAnswersTest {

    private static final int UNKNOWN = 69;
    private static final String FUNCTIONS =
            """
            . ../lib/frame.sh
            . ../lib/files.sh
            . ../lib/state.sh
            # the middle of what it does fails, as a client that lost its connection
            half() { echo one; false; echo two; }
            dead() { echo 'Connection refused' >&2; return 7; }
            is_there() { local text; answer text half; [ -n "$text" ]; }
            says_one() { output_matches '^one$' half; }
            asked() { ask dead; }
            verify() { :; }
            undo() { :; }
            act() { :; }
            """;

    @TempDir
    Path root;

    static Stream<String> questions() {
        return Stream.of("is_there", "says_one", "asked", "ask no=3,4 dead", "wait_until 0 is_there", "holds half");
    }

    static Stream<String> places() {
        return Stream.of(
                "Q",
                "if Q; then echo lost; else echo lost; fi",
                "! Q; echo lost",
                "Q && echo lost; echo lost",
                "Q || echo lost; echo lost",
                "while Q; do echo lost; break; done; echo lost",
                "until Q; do echo lost; break; done; echo lost",
                "f() { Q; echo lost; }; if f; then echo lost; fi; echo lost",
                "f() { Q; echo lost; }; local x; answer x f; echo lost",
                "f() { Q; echo lost; }; g() { local x; answer x f; echo lost; }; ! g || echo lost; echo lost",
                "f() { Q; echo lost; }; remember note f; echo lost");
    }

    static Stream<List<String>> everywhere() {
        return questions().flatMap(question -> places().map(place -> List.of(question, place)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void noAnswerEndsTheScriptAsUnknown(List<String> both) throws Exception {
        var run = check(both.get(1).replace("Q", both.get(0)));

        assertThat(run.exit()).isEqualTo(UNKNOWN);
        assertThat(run.out()).doesNotContain("lost");
        assertThat(run.err()
                        .strip()
                        .lines()
                        .toList()
                        .get(run.err().strip().lines().toList().size() - 1))
                .matches("no answer from (half|dead).*");
    }

    @Test
    void yesAndNoAreWhatTheProgramDocuments() throws Exception {
        var run = check(
                """
                stopped() { return 3; }
                if ask true; then echo yes; fi
                if ! ask false; then echo no; fi
                if ! ask no=3 stopped; then echo stopped; fi
                if output_matches '^t' echo two; then echo matches; fi
                if ! output_matches '^t' echo one; then echo differs; fi""");

        assertThat(run.out().lines()).containsExactly("yes", "no", "stopped", "matches", "differs");
        assertThat(run.exit()).isZero();
    }

    @Test
    void aFailureSaidInAFunctionKeepsItsSentenceAndItsCode() throws Exception {
        for (var verdict : Map.of("refuse", 4, "fail", 1, "busy", 75, "unknown", 69, "missing", 3)
                .entrySet()) {
            var run = check("f() { " + verdict.getKey() + " 'that is so'; }; g() { local x; answer x f; echo lost; }\n"
                    + "if g; then echo lost; fi; echo lost");

            assertThat(run.exit()).as(verdict.getKey()).isEqualTo(verdict.getValue());
            assertThat(run.err()).isEqualTo("that is so\n");
            assertThat(run.out()).doesNotContain("lost");
        }
    }

    @Test
    void aPhaseIsAskedWhetherItHolds() throws Exception {
        var run = check(
                """
                whole() { result seen 1; }
                lacking() { missing 'it is not there'; }
                if holds whole; then echo whole; fi
                if ! holds lacking; then echo lacking; fi
                ! holds lacking || echo lost""");

        assertThat(run.out().lines()).containsExactly("whole", "lacking");
        assertThat(run.exit()).isZero();
    }

    @Test
    void whatIsWaitedForIsAskedAgainUntilItAnswers() throws Exception {
        var run = check(
                """
                n=$OCTANE_ROOT/n
                comes() { echo x >>"$n"; local text; answer text cat "$n"; [ ${#text} -gt 1 ] || unknown 'not yet'; [ ${#text} -gt 3 ]; }
                wait_until 5 comes && echo came
                never() { false; }
                wait_until 1 never || echo never""");

        assertThat(run.out().lines()).containsExactly("came", "never");
    }

    @Test
    void whoFailsForGoodIsNotWaitedFor() throws Exception {
        var run = check("broken() { fail 'it is blocked'; }; wait_until 60 broken; echo lost");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("it is blocked\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remember", "remember_for_pair"})
    void aNoteIsWholeOrAsItWas(String remember) throws Exception {
        var place = remember.equals("remember") ? "$OCTANE_STATE" : "$OCTANE_PAIR";

        var run = check(remember + " note <<<before; " + remember + " note half");

        assertThat(run.exit()).isEqualTo(UNKNOWN);
        assertThat(check("cat \"" + place + "/note\"; ls -A \"" + place + "\"")
                        .out()
                        .lines())
                .containsExactly("before", "note");
        assertThat(check(remember + " note echo after; " + remember + " empty :; cat " + place + "/*")
                        .out())
                .isEqualTo("after\n");
    }

    @Test
    void aProgramThatHangsGivesNoAnswer() throws Exception {
        var run = check("if ask within 1 sleep 30; then echo lost; else echo lost; fi");

        assertThat(run.exit()).isEqualTo(UNKNOWN);
        assertThat(run.err()).isEqualTo("no answer from sleep 30 (it took too long)\n");
    }

    /** Old bashs are those of systems whose timeout has no option for it. */
    @ParameterizedTest
    @ValueSource(strings = {"4.1.2(1)-release", "4.3.11(1)-release"})
    void aProgramThatDoesNotMindBeingEndedIsKilled(String version) throws Exception {
        var run = run(
                "KILL_AFTER=1\nBASH_VERSION='" + version + "'\n",
                "if ask within 1 bash -c 'trap \"\" TERM; sleep 60; sleep 60'; then echo lost; else echo lost; fi");

        assertThat(run.exit()).isEqualTo(UNKNOWN);
        assertThat(run.err()).contains("no answer from bash -c trap").contains("took too long)");
        assertThat(run.out()).doesNotContain("lost");
    }

    @Test
    void aLookLeavesNoTraceAndIsUnknownTheSame() throws Exception {
        var run = run("LOOK_ONLY=yes\n", "f() { fail 'it does not say'; }; local x; answer x f; echo lost");

        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).isEqualTo("it does not say\n");
        assertThat(run.out()).doesNotContain("lost");
        assertThat(root.resolve("var")).doesNotExist();
    }

    private ScriptRun check(String what) throws Exception {
        return run("", what);
    }

    private ScriptRun run(String variables, String what) throws IOException, InterruptedException {
        var text =
                variables + NodeScript.of(FUNCTIONS).body() + "\ncheck() {\n" + what + "\n}\nmain check </dev/null\n";
        var in = Files.writeString(root.resolve("in"), text);
        var bash = System.getenv().getOrDefault("OCTANE_BASH", "bash");
        var builder = new ProcessBuilder(bash, "-s")
                .redirectInput(in.toFile())
                .redirectOutput(root.resolve("out").toFile())
                .redirectError(root.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "OCTANE_ROOT", root.toString()));
        int exit = builder.start().waitFor();
        return new ScriptRun(exit, Files.readString(root.resolve("out")), Files.readString(root.resolve("err")));
    }
}
