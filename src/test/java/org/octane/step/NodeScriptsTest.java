package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every script that is sent to a node. */
class NodeScriptsTest {

    private static final Path SCRIPTS = ScriptText.SCRIPTS;
    private static final Pattern ABSOLUTE = Pattern.compile(
            "(?<![}\\w./*-])(?<!}\")/(etc|var|root|usr|proc|sys|tmp|opt|run|lib|home|srv|mnt|boot)(/|\\b)");

    /** What is said to an operator names the path as he knows it. */
    private static final Pattern SENTENCE = Pattern.compile("(missing|refuse|fail|busy|echo) \".*");

    static Stream<Path> scripts() throws IOException {
        return ScriptText.all();
    }

    /** What changes something on a node or in the cloud, as far as a look at the text can tell. */
    private static final Pattern CHANGE = Pattern.compile(
            "\\b(change_file|write_file|restore_file|drop_backup|remember|forget|(remember|forget)_for_pair|start_using|stop_using|mkdir|mktemp|mv|rm|cp|touch|tee|chmod|chown)\\b|[^2&<-]>>?(?!"
                    + " ?(/dev/null|\"/dev/stderr\"|&))|\\b(INSERT|UPDATE|DELETE)\\b|ceph osd (set|unset|pool|in|out)|nova"
                    + " (stop|start|live-migration|service-(enable|disable|delete))|\\b(service|start|stop) [a-z]");

    static Stream<Path> steps() throws IOException {
        return scripts()
                .filter(f -> SCRIPTS.relativize(f).getNameCount() == 2)
                .filter(f -> !f.getParent().endsWith("lib")
                        && !f.getParent().endsWith("job")
                        && !f.getParent().endsWith("preflight"));
    }

    static Stream<Path> looks() throws IOException {
        return scripts().filter(f -> f.getParent().endsWith("preflight"));
    }

    /** A forgotten prefix would touch the machine itself when the node is simulated. */
    @ParameterizedTest
    @MethodSource("scripts")
    void noPathGoesAroundTheNodesRoot(Path script) throws IOException {
        // a Puppet manifest that a script writes is run where Puppet runs
        var lines = ScriptText.code(script).stream()
                .map(line -> SENTENCE.matcher(line).replaceAll(""))
                .filter(line -> ABSOLUTE.matcher(line).find());

        assertThat(lines).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepHasAllFourPhases(Path script) throws IOException {
        var text = Files.readString(script);

        for (var phase : List.of("check", "act", "verify", "undo")) {
            assertThat(text).containsPattern("(?m)^" + phase + "\\(\\) ");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aLookOfThePreflightHasACheckAloneAndChangesNothing(Path script) throws IOException {
        var lines = Files.readAllLines(script).stream()
                .filter(line -> !line.strip().startsWith("#"))
                .toList();

        assertThat(lines).contains("check() {");
        assertThat(lines).noneMatch(line -> line.matches("(act|verify|undo)\\(\\).*"));
        // Comparisons of awk, of arithmetic and of conditions are no redirections.
        assertThat(lines.stream().map(line -> line.replaceAll("\\(\\(.*\\)\\)|\\[\\[ .* ]]", "")))
                .noneMatch(line -> CHANGE.matcher(line).find());
    }
}
