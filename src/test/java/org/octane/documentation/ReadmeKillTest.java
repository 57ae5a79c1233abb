package org.octane.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while an upgrade runs, as README shows it, and goes on by itself when it is started again. */
@Tag("soak")
class ReadmeKillTest {

    @Test
    void aKilledServerGoesOnByItself(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        var commands = Typed.in(ReadmeTest.README);
        var server = commands.stream()
                .filter(typed -> typed.command().startsWith("scripts/octane server"))
                .findFirst()
                .orElseThrow();
        var kill = commands.stream()
                .dropWhile(typed -> !typed.command().startsWith("kill -9"))
                .toList();
        assertThat(kill).hasSizeGreaterThan(3);
        try (var reader = new Reader(folder)) {
            reader.types(server);
            reader.server().api().startUpgrade();
            for (var typed : kill) {
                reader.types(typed);
            }
        }
    }
}
