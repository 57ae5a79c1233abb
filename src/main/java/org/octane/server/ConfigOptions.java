package org.octane.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.octane.server.settings.Settings;
import picocli.CommandLine.Option;

/** The options {@code --config} and {@code --profile}, which say where a command reads its settings. */
final class ConfigOptions {

    @Option(names = "--profile", paramLabel = "NAME", description = "Reads config/NAME.properties as well.")
    private String profile;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "${env:OCTANE_CONFIG:-config}",
            description = "Where the configuration is; default: $OCTANE_CONFIG, or ./config.")
    private Path folder;

    /** Where an operator keeps his own steps, stages and plans; it need not be there. */
    Path ownSteps() {
        return folder.resolve("steps.d");
    }

    /**
     * @param first a profile that is read before the operator's
     * @param options of the command line, which win
     */
    Settings load(Optional<String> first, Map<String, String> options) {
        var profiles = Stream.concat(first.stream(), Optional.ofNullable(profile).stream())
                .toList();
        return Settings.load(folder, profiles, System.getenv(), System.getProperties(), options);
    }
}
