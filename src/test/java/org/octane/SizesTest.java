package org.octane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much a reader has to take in at once: a class, a package. */
class SizesTest {

    private static final int LARGEST_CLASS = 250;
    private static final int MEDIAN_CLASS = 50;
    private static final int LARGEST_PACKAGE = 30;

    /** Lines by file, below its imports. */
    private static final Map<Path, Integer> LINES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(SizesTest::isClass).toList()) {
                LINES.put(file, lines(Files.readAllLines(file)));
            }
        }
    }

    @Test
    void noClassIsLargerThanAReaderCanHold() {
        assertThat(LINES)
                .isNotEmpty()
                .allSatisfy((file, lines) -> assertThat(lines).as("%s", file).isLessThanOrEqualTo(LARGEST_CLASS));
    }

    @Test
    void mostClassesFitOnOneScreen() {
        var sorted = LINES.values().stream().sorted().toList();

        assertThat(sorted.get(sorted.size() / 2)).isLessThanOrEqualTo(MEDIAN_CLASS);
    }

    @Test
    void noPackageHasMoreClassesThanAListShowsAtOnce() {
        assertThat(LINES.keySet().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting())))
                .allSatisfy((folder, classes) ->
                        assertThat(classes).as("%s", folder).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("package-info.java");
    }

    private static int lines(List<String> text) {
        int last = 0;
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).startsWith("import ") || text.get(i).startsWith("package ")) {
                last = i + 1;
            }
        }
        return text.size() - last;
    }
}
