package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under {@code set -o pipefail} a pipe fails with 141 where its reader has enough before its writer is done: at times, by who is
 * faster. A run of all tests in which none failed once ended so.
 */
class BrokenPipesTest {

    private static final Pattern ENDS_EARLY = Pattern.compile(
            "\\|\\s*(ask )?(head\\b|grep (-\\w+ )*-\\w*[qm]|sed [^|]*[0-9};] *q\\b|awk ((?!END)[^|])*\\bexit\\b)");

    /** A writer that may break off says so. */
    private static final Pattern MAY_BREAK_OFF = Pattern.compile("\\[ \\$\\? = 141 ]");

    static Stream<Path> scripts() throws IOException {
        var scripts = new ArrayList<Path>();
        for (var folder : List.of("scripts", ".ci", "src/test/lab", "src/main/resources/node")) {
            try (var files = Files.walk(Path.of(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(BrokenPipesTest::failsWithItsPipes)
                        .forEach(scripts::add);
            }
        }
        return scripts.stream();
    }

    /** Those of nodes have it from their frame, the lab's from what reads them in. */
    private static boolean failsWithItsPipes(Path file) {
        try {
            return file.startsWith("src/main/resources/node")
                    || file.toString().endsWith(".sh")
                    || Files.readString(file).contains("pipefail");
        } catch (IOException e) {
            return false; // no text
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noPipeIsReadByWhatMayEndBeforeItsWriter(Path script) {
        assertThat(ScriptText.code(script))
                .filteredOn(line -> !MAY_BREAK_OFF.matcher(line).find())
                .noneMatch(line -> ENDS_EARLY.matcher(line).find());
    }

    @Test
    void suchAPipeIsFound() {
        for (var line : List.of(
                "x=$(sort -rn | head -n 10)",
                "java --list-modules | grep -q jdk",
                "a | grep -E -m 1 x",
                "a | sed 3q",
                "a | sed '/x/ { p; q }'",
                "a | awk '{ exit }'")) {
            assertThat(line).matches(text -> ENDS_EARLY.matcher(text).find());
        }
    }
}
