package org.octane.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue of failures, its page, and where they come from. */
class CodesTest {

    private static final Path PAGE = Path.of("docs/errors.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|(.*)\\|$");
    private static final Pattern CHECK = Pattern.compile("String name\\(\\) \\{\\s*return \"([a-z-]+)\";");

    @Test
    void everyCodeIsDocumentedAndNoOther() throws IOException {
        assertThat(rows(failures()))
                .containsExactlyElementsOf(
                        Arrays.stream(Code.values()).map(Code::word).toList());
    }

    @Test
    void ofEachIsSaidWhatItMeansForTheCloudAndTheCure() throws IOException {
        assertThat(ROW.matcher(failures()).results().map(row -> row.group(2)))
                .allSatisfy(cells -> assertThat(cells.split("\\|")).hasSize(3).allSatisfy(cell -> assertThat(cell)
                        .isNotBlank()));
    }

    @Test
    void everyCodeCanOccur() {
        var sources = sources("src/main/java/org/octane")
                .filter(source -> !source.startsWith("package org.octane.failure;"))
                .toList();
        var byStatus = List.of(
                Code.ofStatus(400),
                Code.ofStatus(401),
                Code.ofStatus(403),
                Code.ofStatus(404),
                Code.ofStatus(405),
                Code.ofStatus(409),
                Code.ofStatus(413),
                Code.ofStatus(415),
                Code.ofStatus(421),
                Code.ofStatus(429),
                Code.ofStatus(503));
        var step = sources("src/main/java/org/octane/step/StepFailure.java").toList();

        assertThat(Arrays.stream(Code.values()).filter(code -> !byStatus.contains(code)))
                .allSatisfy(code -> assertThat(Stream.concat(sources.stream(), step.stream()))
                        .as(code.word())
                        .anyMatch(source -> Pattern.compile("\\bCode\\." + code.name() + "\\b")
                                .matcher(source)
                                .find()));
    }

    @Test
    void everyCheckOfThePreflightIsDocumentedAndNoOther() throws IOException {
        var page = Files.readString(PAGE);
        var names = sources("src/main/java/org/octane/preflight")
                .flatMap(source -> CHECK.matcher(source).results())
                .map(name -> name.group(1))
                .toList();

        assertThat(names).hasSizeGreaterThan(20);
        assertThat(rows(page.substring(page.indexOf("## Pre-flight")))).containsExactlyInAnyOrderElementsOf(names);
    }

    private static String failures() throws IOException {
        var page = Files.readString(PAGE);
        return page.substring(0, page.indexOf("## Pre-flight"));
    }

    private static List<String> rows(String text) {
        return ROW.matcher(text).results().map(row -> row.group(1)).toList();
    }

    private static Stream<String> sources(String folder) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(CodesTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
