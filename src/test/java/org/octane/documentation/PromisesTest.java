package org.octane.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each promise in {@code docs/promises.md} is held by tests that there are. */
class PromisesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (P\\d+\\.\\d+) \\|.*\\| (.*) \\|$");
    private static final Pattern HELD = Pattern.compile("(\\*?)`(\\w+)#(\\w+)`");
    private static final Pattern LONG = Pattern.compile("@Tag\\(\"(slow|soak)\"\\)[^;{}]*\\bclass ");
    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void everyPromiseNamesTestsThatThereAre() throws IOException {
        var rows = rows();
        assertThat(rows).hasSizeGreaterThan(25);
        var wrong = new ArrayList<String>();
        for (var row : rows) {
            var held = HELD.matcher(row.group(2)).results().toList();
            if (held.isEmpty()) {
                wrong.add(row.group(1) + " names no test");
            }
            for (var test : held) {
                if (sources(test.group(2)).stream().noneMatch(source -> isTest(source, test.group(3)))) {
                    wrong.add(row.group(1) + ": " + test.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void thoseThatAreLongByNatureAreMarked() throws IOException {
        var wrong = rows().stream()
                .flatMap(row -> HELD.matcher(row.group(2)).results())
                .filter(test -> test.group(1).isEmpty()
                        == sources(test.group(2)).stream()
                                .filter(source -> isTest(source, test.group(3)))
                                .allMatch(source -> LONG.matcher(source).find()))
                .map(MatchResult::group);

        assertThat(wrong).isEmpty();
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/promises.md")))
                .results()
                .toList();
    }

    private static boolean isTest(String source, String method) {
        int at = source.indexOf(" void " + method + "(");
        var before = source.substring(0, Math.max(0, at));
        int annotated = Math.max(before.lastIndexOf("@Test\n"), before.lastIndexOf("@ParameterizedTest"));
        return annotated >= 0 && before.indexOf(" void ", annotated) < 0;
    }

    /** Of a name that several packages have, all. */
    private static List<String> sources(String name) {
        try (Stream<Path> files = Files.walk(TESTS)) {
            var sources = new ArrayList<String>();
            for (var file : files.filter(file -> file.endsWith(name + ".java")).toList()) {
                sources.add(Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
