package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who has the last word on what a server is set to. */
class SettingsTest {

    @TempDir
    private Path folder;

    @Command
    private static final class Configured {
        @Mixin
        private Configuration configuration;
    }

    @BeforeEach
    void threeFiles() throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "octane.http.port=1\noctane.astute.ask-after=30s\noctane.broker.port=1\noctane.node.port=1\n");
        Files.writeString(
                folder.resolve("embedded.properties"),
                "octane.http.port=2\noctane.broker.port=2\noctane.node.port=2\n");
        Files.writeString(folder.resolve("mine.properties"), "octane.http.port=3\noctane.broker.port=3\n");
    }

    @Test
    void optionsWinOverTheEnvironmentThatOverTheLaterProfileAndThatOverTheEarlier() {
        var settings = Settings.load(
                folder,
                List.of("embedded", "mine"),
                Map.of("OCTANE_HTTP_PORT", "4", "OCTANE_ASTUTE_ASK_AFTER", "2m"),
                Map.of("octane.http.port", "5"));
        assertThat(settings.number("octane.http.port")).isEqualTo(5);
        assertThat(settings.duration("octane.astute.ask-after")).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.number("octane.broker.port")).isEqualTo(3);
        assertThat(settings.number("octane.node.port")).isEqualTo(2);
    }

    @Test
    void anEmbeddedServerReadsTheOperatorsProfileAsWell() {
        var command = new Configured();
        new CommandLine(command).parseArgs("--config", folder.toString(), "--profile", "mine");
        var settings = command.configuration.load(Optional.of("embedded"), Map.of());
        assertThat(settings.number("octane.broker.port")).isEqualTo(3);
        assertThat(settings.number("octane.node.port")).isEqualTo(2);
    }

    @Test
    void aProfileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Settings.load(folder, List.of("yours"), Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yours.properties");
    }

    @Test
    void aValueThatIsNotWhatItShouldBeIsNamedWithItsKey() {
        var settings = Settings.load(
                folder, List.of(), Map.of("OCTANE_HTTP_PORT", "many", "OCTANE_ASTUTE_ASK_AFTER", "soon"), Map.of());
        assertThatThrownBy(() -> settings.number("octane.http.port"))
                .hasMessage("octane.http.port is 'many', it has to be a whole number");
        assertThatThrownBy(() -> settings.duration("octane.astute.ask-after"))
                .hasMessage("octane.astute.ask-after is 'soon', it has to be a duration such as 30s or 2m");
    }
}
