package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How every script that runs on a node asks programs. */
class ScriptPipesTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/node");

    static Stream<Path> scripts() throws IOException {
        try (var files = Files.walk(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".sh")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noPipeEndsInAQuietGrep(Path script) {
        assertThat(code(script).filter(line -> line.matches(".*\\| *grep -[a-zA-Z]*q.*")))
                .as("it ends before it has read all, and under pipefail the writer's broken pipe makes it a no")
                .filteredOn(line -> !line.contains("tail -n 5"))
                .isEmpty();
    }

    /** Lines without comments and without documents written elsewhere. */
    private static Stream<String> code(Path script) {
        try {
            var code = new ArrayList<String>();
            String end = null;
            for (var line : Files.readAllLines(script)) {
                if (end != null) {
                    end = line.equals(end) ? null : end;
                } else {
                    code.add(line.replaceFirst("(^|\\s)#.*", ""));
                    var document = Pattern.compile("<<'([A-Z]+)'").matcher(line);
                    end = document.find() ? document.group(1) : null;
                }
            }
            return code.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
