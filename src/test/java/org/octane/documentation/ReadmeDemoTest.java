package org.octane.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's first command, which upgrades the simulated cloud, prints what README shows of its beginning and of its end. */
@Tag("soak")
class ReadmeDemoTest {

    @Test
    void theDemoPrintsWhatIsShown(@TempDir Path folder) throws Exception {
        var demos = Typed.in(ReadmeTest.README).stream()
                .filter(typed -> typed.command().startsWith("scripts/octane demo"))
                .toList();
        assertThat(demos).hasSize(1);
        try (var reader = new Reader(folder)) {
            reader.types(demos.get(0));
        }
    }
}
