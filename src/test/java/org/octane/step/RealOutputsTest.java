package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What programs of the cloud's own time print and write, read by the scripts: each sample is a folder with a {@code check.sh}. Those of
 * the shared data are taken where it is present, whichever lie there; others are made up in the same form.
 */
class RealOutputsTest {

    private static final Path OWN = Path.of("src/test/resources/outputs");
    /**
     * Its program restarts a container with the list of plugins that lies beside it, whatever puppet's manifest says, so that nothing
     * which prepare does could show there. The same container, with a puppet that reads its manifest: {@code PrepareTest}.
     */
    private static final List<String> WITHOUT_PUPPET = List.of("27-master-rabbitmq-container");

    @TempDir
    Path folder;

    static Stream<Path> own() throws IOException {
        return samples(OWN);
    }

    static Stream<Path> shared() throws IOException {
        return Files.isDirectory(sharedFolder()) ? samples(sharedFolder()) : Stream.of(sharedFolder());
    }

    private static Path sharedFolder() {
        return Path.of(System.getenv().getOrDefault("OCTANE_SHARED_DATA", "../shared/data"), "outputs");
    }

    private static Stream<Path> samples(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list
                    .filter(sample -> Files.exists(sample.resolve("check.sh")))
                    .filter(sample ->
                            !WITHOUT_PUPPET.contains(sample.getFileName().toString()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void whatSamplesSuggestIsReadRight(Path sample) throws Exception {
        isReadRight(sample);
    }

    @ParameterizedTest
    @MethodSource("shared")
    void whatProgramsOfTheCloudsTimePrintIsReadRight(Path sample) throws Exception {
        Assumptions.assumeTrue(Files.exists(sample), "no " + sample);
        isReadRight(sample);
    }

    @Test
    void aFolderOfSamplesHasSome() throws IOException {
        assertThat(own()).isNotEmpty();
        if (Files.isDirectory(sharedFolder())) {
            assertThat(samples(sharedFolder())).isNotEmpty();
        }
    }

    private void isReadRight(Path sample) throws Exception {
        var copy = Files.createDirectory(folder.resolve(sample.getFileName()));
        try (var files = Files.walk(sample)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = copy.resolve(sample.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.write(to, Files.readAllBytes(file));
            }
        }
        Files.copy(OWN.resolve("harness.sh"), folder.resolve("harness.sh"));
        var said = folder.resolve("said").toFile();
        var check = new ProcessBuilder("bash", copy.resolve("check.sh").toString())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said);
        check.environment().put("OCTANE", Path.of("").toAbsolutePath().toString());
        var process = check.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(said.toPath())).isZero();
    }
}
