package org.octane.server.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operator has set, as text: {@code config/application.properties}, over it {@code config/<profile>.properties}, over
 * both the environment ({@code octane.http.port} as {@code OCTANE_HTTP_PORT}), over it system properties, and over all the
 * command's options. What nobody sets has its default. An {@code octane.*} key that doesn't exist is an error; keys that
 * don't begin with {@code octane.} are Camel's, or placeholders in an operator's own routes.
 */
public final class Settings {

    private final Properties values = new Properties();
    /** Keys that somebody has set beside what is delivered. */
    private final Set<String> named = new HashSet<>();

    private Settings() {}

    /**
     * @param environment of the process
     * @param system its system properties
     * @param options of the command line
     * @throws IllegalArgumentException if there is no such profile, or a key is no setting
     */
    public static Settings load(
            Path folder,
            List<String> profiles,
            Map<String, String> environment,
            Properties system,
            Map<String, String> options) {
        var settings = new Settings();
        var unknown = new UnknownSettings(Keys.all());
        settings.read(folder.resolve("application.properties"), false, unknown);
        profiles.forEach(profile -> settings.read(folder.resolve(profile + ".properties"), true, unknown));
        unknown.inEnvironment(environment.keySet());
        settings.named.addAll(settings.changed());
        Keys.all().forEach(setting -> settings.name(setting.key(), environment.get(setting.variable())));
        unknown.inSource(system.stringPropertyNames(), "the system properties");
        Keys.all().forEach(setting -> settings.name(setting.key(), system.getProperty(setting.key())));
        unknown.refuse();
        options.forEach(settings::name);
        return settings;
    }

    /** Whether an operator has set it: in the environment, on the command line, or in a file to another value than delivered. */
    public boolean names(String key) {
        return named.contains(key);
    }

    /** The same, but for some of which others have the last word. */
    public Settings with(Map<String, String> last) {
        var changed = new Settings();
        changed.values.putAll(values);
        changed.named.addAll(named);
        last.forEach(changed::set);
        return changed;
    }

    <T> T get(Setting<T> setting) {
        return setting.parsed(text(setting));
    }

    /** As it was written, for placeholders in routes. */
    String text(Setting<?> setting) {
        return values.getProperty(setting.key(), setting.standard()).strip();
    }

    /** A secret, from where the setting says; empty if that is nowhere. */
    String secret(Setting<SecretSource> setting) {
        var source = get(setting);
        return source == null ? "" : source.secret(setting.key());
    }

    /** All keys that don't begin with {@code octane.}. */
    Properties others() {
        var others = new Properties();
        for (var key : values.stringPropertyNames()) {
            if (!key.startsWith(UnknownSettings.PREFIX)) {
                others.setProperty(key, values.getProperty(key));
            }
        }
        return others;
    }

    private Set<String> changed() {
        return Keys.all().stream()
                .filter(setting -> !text(setting).equals(setting.standard()))
                .map(Setting::key)
                .collect(Collectors.toSet());
    }

    private void name(String key, String value) {
        if (value != null) {
            named.add(key);
            set(key, value);
        }
    }

    private void set(String key, String value) {
        if (value != null) {
            values.setProperty(key, value);
        }
    }

    private void read(Path file, boolean required, UnknownSettings unknown) {
        if (!Files.exists(file)) {
            if (required) {
                throw new IllegalArgumentException("There is no " + file);
            }
            return;
        }
        var read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        unknown.inSource(read.stringPropertyNames(), file.toString());
        values.putAll(read);
    }
}
