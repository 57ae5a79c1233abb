package org.octane.plan.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to which stage is said in the files of stages and nowhere in Java, so that another strategy needs none. */
class StageNamesTest {

    private static final Path SOURCES = Path.of("src/main/java/org/octane");

    @ParameterizedTest
    @ValueSource(strings = {"plan", "preflight", "engine", "server", "api", "cli"})
    void noJavaDecidesByTheNameOfAStage(String folder) throws IOException {
        try (var files = Files.walk(SOURCES.resolve(folder))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(text(file))
                            .doesNotContain(Catalogues.BUILT.stages().keySet().stream()
                                    .map(stage -> '"' + stage + '"')
                                    .toList()));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
