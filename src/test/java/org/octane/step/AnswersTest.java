package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.octane.step.shell.Answers;

/** An unanswered question is never a yes or a no: every script asks programs in the words of {@code lib/frame.sh}. */
class AnswersTest {

    @Test
    void everyScriptAsksSoThatNoFailureIsLost() throws IOException {
        var problems = new ArrayList<String>();
        for (var script : asking().toList()) {
            problems.addAll(problems(ScriptText.SCRIPTS.relativize(script).toString(), Files.readString(script)));
        }

        assertThat(problems).isEmpty();
    }

    /** The frame is what the others ask in; the scripts of a remote job run without it. */
    private static Stream<Path> asking() throws IOException {
        return ScriptText.all()
                .filter(file ->
                        !file.endsWith("lib/frame.sh") && !file.getParent().endsWith("job"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "list=$(within 5 nova list) -> a failure of within in $(…) would be lost; write: answer VARIABLE within …",
                "result n \"$(wc -l <x)\" -> a failure of wc in $(…) would be lost",
                "for id in $(sort x); do echo; done -> a failure of sort in $(…) would be lost",
                "if grep -q x y; then :; fi -> a failure of grep would be a no; write: ask grep …",
                "! grep -q x y || echo -> a failure of grep would be a no",
                "until within 5 status x; do :; done -> a failure of within would be a no",
                "rm x || true -> a failure of rm would be a no; write: ask rm …, or try where it is an order",
                "f() { rm x; }; if f; then :; fi -> a failure of f would be a no",
                "f() { rm x; }; g() { f; }; g && echo -> a failure of g would be a no",
                "f() { rm x; }; wait_until 3 f -> a failure inside f would be lost",
                "f() { :; }; ask f -> f is a function",
                "sort x | remember y -> a pipe into remember leaves half",
                "while read -r x; do :; done < <(sort x) -> a failure of sort in <(…) would be lost",
                "answer x nova list -> nova may hang; write: within SECONDS nova …",
                "service x start -> service may hang",
                "rm x & -> nobody hears how rm ends in the background; write: try rm … &",
                "case $(date) in *) ;; esac -> a failure of date in $(…) would be lost"
            })
    void whatLosesAFailureIsNamedWithWhatToWrite(String script, String problem) {
        assertThat(problems("stage/step.sh", "#\n" + script + "\n"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("stage/step.sh:2: ").contains(problem));
    }

    @Test
    void whatKeepsEveryFailureIsRight() {
        var script =
                """
                f() { local x; answer x within 5 nova list; [ -n "$x" ]; }
                words() { echo "${1//$'\\n'/ }"; }
                if f && ask grep -qE 'a|b)' "$FILE"; then echo "$(words "$x")"; fi
                case $1 in a | b*) missing "not there: $(sort "$FILE" | tail -n 1)" ;; esac
                wait_until 5 f || fail "no"
                remember x sort "$FILE"
                try rm "$FILE" &
                x=$(<"$FILE") y=(--add "${x%%=*}") z=$((x * 2))
                awk '{ print $(1) }' <<'EOF' | sort
                $(not a command)
                EOF
                [[ $x =~ ^(a|b)$ && $y ]] || return 0
                """;

        assertThat(problems("stage/step.sh", script)).isEmpty();
    }

    private static List<String> problems(String name, String text) {
        try (var parts = Files.list(ScriptText.SCRIPTS.resolve("lib"))) {
            var texts = new ArrayList<String>();
            for (var part : parts.sorted().toList()) {
                texts.add(Files.readString(part));
            }
            return Answers.problems(name, text, texts);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
