package org.octane.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator finds every setting in one file, with its default and what it is for, and nothing that is no setting. */
class ConfigurationFilesTest {

    @Test
    void theFileHasEverySettingWithItsDefaultAndNoOther() throws IOException {
        Map<String, String> defaults = Keys.all().stream().collect(Collectors.toMap(Setting::key, Setting::standard));

        assertThat(defaults).hasSizeGreaterThan(50);
        assertThat(read("application")).isEqualTo(defaults);
    }

    @Test
    void everyDefaultIsAValueThatIsAllowed() {
        Keys.all().forEach(setting -> assertThat(setting.parsed(setting.standard()))
                .as(setting.key())
                .satisfiesAnyOf(value -> assertThat(value).isNotNull(), value -> assertThat(setting.standard())
                        .isEmpty()));
    }

    @Test
    void aLineSaysWhyBeforeEachSetting() throws IOException {
        List<String> unexplained = new ArrayList<>();
        boolean explained = false;
        for (String line : Files.readAllLines(Path.of("config/application.properties"))) {
            if (line.startsWith("octane.")) {
                if (!explained) {
                    unexplained.add(line);
                }
                explained = false;
            } else {
                explained = line.startsWith("#");
            }
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        assertThat(Keys.all().stream().map(Setting::variable)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "fuel-master"})
    void aProfileSetsOnlyKeysThatExist(String profile) throws IOException {
        assertThat(Keys.all().stream().map(Setting::key).toList())
                .containsAll(read(profile).keySet());
    }

    private static Map<String, String> read(String profile) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("config", profile + ".properties"))) {
            properties.load(reader);
        }
        var values = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
