package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.server.settings.ServerSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfigOptionsTest {

    @Command
    private static final class Configured {
        @Mixin
        private ConfigOptions configuration;
    }

    @Test
    void anEmbeddedServerReadsTheOperatorsProfileAsWell(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("embedded.properties"), "octane.http.port=2\noctane.engine.workers=2\n");
        Files.writeString(folder.resolve("mine.properties"), "octane.engine.workers=3\n");
        var command = new Configured();
        new CommandLine(command).parseArgs("--config", folder.toString(), "--profile", "mine");
        var settings = ServerSettings.of(command.configuration.load(Optional.of("embedded"), Map.of()), "test");
        assertThat(settings.workers()).isEqualTo(3);
        assertThat(settings.http().port()).isEqualTo(2);
    }
}
