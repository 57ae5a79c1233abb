package org.octane.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who has never seen Octane types what README says, from its first command to the kill of the server, and sees what
 * README shows. The demo and the kill have tests of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeTest {

    static final Path README = Path.of("README.md");

    private Reader reader;

    @BeforeAll
    void begin(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
        reader = new Reader(folder);
    }

    @AfterAll
    void end() throws InterruptedException {
        reader.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandPrintsWhatIsShown() throws Exception {
        var commands = Typed.in(README).stream()
                .takeWhile(typed -> !typed.command().startsWith("kill -9"))
                .filter(typed -> !typed.command().startsWith("scripts/octane demo"))
                .toList();
        assertThat(commands).hasSizeGreaterThan(10);
        assertThat(names(commands)).startsWith("scripts/octane server --embedded --data ~/octane");
        return commands.stream().map(typed -> DynamicTest.dynamicTest(typed.command(), () -> reader.types(typed)));
    }

    private static List<String> names(List<Typed> commands) {
        return commands.stream().map(Typed::command).toList();
    }
}
