package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator finds every key in one file: the environment, too, sets only what stands there. */
class ConfigurationTest {

    private static final Pattern READ =
            Pattern.compile("\\.(?:text|textOr|path|number|duration|secret)\\(\\s*\"(octane\\.[a-z.-]+)\"");

    @Test
    void everyKeyThatIsReadStandsInTheConfiguration() throws IOException {
        Set<String> read;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            read = sources.filter(source -> source.toString().endsWith(".java"))
                    .flatMap(source -> READ.matcher(text(source)).results().map(match -> match.group(1)))
                    .collect(Collectors.toSet());
        }

        assertThat(read).hasSizeGreaterThan(10);
        assertThat(keys("application")).containsAll(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "fuel-master"})
    void aProfileSetsOnlyKeysThatExist(String profile) throws IOException {
        assertThat(keys("application")).containsAll(keys(profile));
    }

    private static Set<String> keys(String profile) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config", profile + ".properties"))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
