package org.octane.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What an operator sets: {@code config/application.properties}, over it {@code config/<profile>.properties}, over both the
 * environment ({@code octane.http.port} as {@code OCTANE_HTTP_PORT}), and over all the command's options.
 */
final class Settings {

    private final Properties values = new Properties();

    private Settings() {}

    static Settings load(
            Path folder, List<String> profiles, Map<String, String> environment, Map<String, String> options) {
        var settings = new Settings();
        settings.read(folder.resolve("application.properties"), false);
        profiles.forEach(profile -> settings.read(folder.resolve(profile + ".properties"), true));
        settings.values.stringPropertyNames().forEach(key -> {
            var value = environment.get(
                    key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
            if (value != null) {
                settings.values.setProperty(key, value);
            }
        });
        options.forEach(settings.values::setProperty);
        return settings;
    }

    String text(String key) {
        var value = values.getProperty(key, "").trim();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(key + " is not set");
        }
        return value;
    }

    /** @return null if it is not set */
    Path path(String key) {
        var value = values.getProperty(key, "").trim();
        return value.isEmpty() ? null : Path.of(value);
    }

    String textOr(String key, String otherwise) {
        var value = values.getProperty(key, "").trim();
        return value.isEmpty() ? otherwise : value;
    }

    int number(String key) {
        var value = text(key);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + value + "', it has to be a whole number");
        }
    }

    Duration duration(String key) {
        var value = text(key);
        try {
            return Duration.parse("PT" + value);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException(key + " is '" + value + "', it has to be a duration such as 30s or 2m");
        }
    }

    /** A secret's file; its first line. */
    String secret(String key) {
        var file = path(key);
        if (file == null) {
            return "";
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalArgumentException(key + ": " + file + " cannot be read");
        }
    }

    private void read(Path file, boolean required) {
        if (!Files.exists(file)) {
            if (required) {
                throw new IllegalArgumentException("There is no " + file);
            }
            return;
        }
        try (var reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
