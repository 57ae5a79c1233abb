package org.octane.server.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operator has set, as text: {@code config/application.properties}, over it {@code config/<profile>.properties}, over
 * both the environment ({@code octane.http.port} as {@code OCTANE_HTTP_PORT}), over it system properties, and over all the
 * command's options. What nobody sets has its default. An {@code octane.*} key that doesn't exist is an error; keys that
 * don't begin with {@code octane.} are Camel's, or placeholders in an operator's own routes. Of several clouds
 * ({@code octane.clouds}) each has every setting for itself, as {@code octane.clouds.NAME.http.port}.
 */
public final class Settings {

    private final Properties values = new Properties();
    /** Keys that somebody has set beside what is delivered. */
    private final Set<String> named = new HashSet<>();

    private final String cloud;

    private Settings(String cloud) {
        this.cloud = cloud;
    }

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
        var settings = new Settings("");
        var files = new LinkedHashMap<Path, Set<String>>();
        files.put(
                folder.resolve("application.properties"),
                settings.read(folder.resolve("application.properties"), false));
        profiles.stream()
                .map(profile -> folder.resolve(profile + ".properties"))
                .forEach(file -> files.put(file, settings.read(file, true)));
        settings.named.addAll(settings.changed());
        // Which clouds there are decides on which settings there are.
        settings.over(List.of(Keys.CLOUDS), environment, system, options);
        var all = settings.known();
        var unknown = new UnknownSettings(all);
        files.forEach((file, keys) -> unknown.inSource(keys, file.toString()));
        unknown.inEnvironment(environment.keySet());
        unknown.inSource(system.stringPropertyNames(), "the system properties");
        unknown.refuse();
        settings.over(all, environment, system, options);
        return settings;
    }

    /** Names of the clouds that a server is for; empty: one, which has no name. */
    public List<String> clouds() {
        return get(Keys.CLOUDS);
    }

    /** Of which of several clouds these are the settings; empty: of the only one, or of all. */
    public String cloud() {
        return cloud;
    }

    /**
     * Each of several clouds needs a port of its own.
     *
     * @throws IllegalArgumentException if two have the same
     */
    public void requireApart() {
        var taken = new HashMap<String, String>();
        for (var name : clouds()) {
            var own = of(name);
            if (own.get(Keys.HTTP_PORT) != 0) {
                var address = own.text(Keys.HTTP_ADDRESS) + ":" + own.text(Keys.HTTP_PORT);
                var other = taken.putIfAbsent(address, name);
                if (other != null) {
                    throw new IllegalArgumentException("The clouds " + other + " and " + name + " have the same "
                            + Keys.HTTP_PORT.key() + ", " + address + "; set "
                            + Keys.HTTP_PORT.of(name).key() + " to another one");
                }
            }
        }
    }

    /** For one of several clouds: what is set for it, over what is set for all. */
    public Settings of(String cloud) {
        var own = new Settings(cloud);
        own.values.putAll(values);
        own.named.addAll(named);
        Keys.all()
                .forEach(setting -> own.name(
                        setting.key(), values.getProperty(setting.of(cloud).key())));
        return own;
    }

    /** Whether an operator has set it: in the environment, on the command line, or in a file to another value than delivered. */
    public boolean names(String key) {
        return named.contains(key);
    }

    /** The same, but for some of which others have the last word. */
    public Settings with(Map<String, String> last) {
        var changed = new Settings(cloud);
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

    private List<Setting<?>> known() {
        var all = new ArrayList<Setting<?>>(Keys.all());
        for (var name : clouds()) {
            Keys.all().stream()
                    .filter(setting -> !setting.equals(Keys.CLOUDS))
                    .forEach(setting -> all.add(setting.of(name)));
        }
        return all;
    }

    private void over(
            List<? extends Setting<?>> settings,
            Map<String, String> environment,
            Properties system,
            Map<String, String> options) {
        settings.forEach(setting -> name(setting.key(), environment.get(setting.variable())));
        settings.forEach(setting -> name(setting.key(), system.getProperty(setting.key())));
        options.forEach(this::name);
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

    private Set<String> read(Path file, boolean required) {
        if (!Files.exists(file)) {
            if (required) {
                throw new IllegalArgumentException("There is no " + file);
            }
            return Set.of();
        }
        var read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        values.putAll(read);
        return read.stringPropertyNames();
    }
}
