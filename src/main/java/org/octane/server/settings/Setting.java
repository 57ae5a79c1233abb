package org.octane.server.settings;

import java.util.Locale;
import java.util.function.Function;

/**
 * One key of the configuration.
 *
 * @param standard the default, as the operator would write it
 * @param rule what a value has to be, for the message about one that isn't
 * @param parser throws an {@link IllegalArgumentException} for a value that breaks the rule
 */
record Setting<T>(String key, String standard, String rule, Function<String, T> parser) {

    /** The variable of the environment that sets it: {@code OCTANE_HTTP_PORT} for {@code octane.http.port}. */
    String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The same of one of several clouds: {@code octane.clouds.NAME.nailgun.url} for {@code octane.nailgun.url}. */
    Setting<T> of(String cloud) {
        return new Setting<>(
                Keys.CLOUDS.key() + "." + cloud + "." + key.substring(UnknownSettings.PREFIX.length()),
                standard,
                rule,
                parser);
    }

    T parsed(String value) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            var found = value.isEmpty() ? key + " is not set" : key + " is '" + value + "'";
            throw new IllegalArgumentException(found + ", it has to be " + rule, e);
        }
    }
}
