package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How every script that runs on a node asks programs. */
class ScriptPipesTest {

    static Stream<Path> scripts() throws IOException {
        return ScriptText.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noPipeEndsInAQuietGrep(Path script) {
        assertThat(ScriptText.code(script).stream().filter(line -> line.matches(".*\\| *grep -[a-zA-Z]*q.*")))
                .as("it ends before it has read all, and under pipefail the writer's broken pipe makes it a no")
                .filteredOn(line -> !line.contains("tail -n 5"))
                .isEmpty();
    }
}
