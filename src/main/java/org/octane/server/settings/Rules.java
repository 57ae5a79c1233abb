package org.octane.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.octane.probe.Target;

/** The kinds of settings, each with its rule. */
final class Rules {

    private static final int HIGHEST_PORT = 65_535;

    private static final String MILLIS = "ms";

    private Rules() {}

    /** Any text, which may be empty. */
    static Setting<String> text(String key, String standard) {
        return new Setting<>(key, standard, "a text", Function.identity());
    }

    /** A text that must not be empty. */
    static Setting<String> required(String key, String standard, String rule) {
        return matching(key, standard, rule, value -> !value.isEmpty());
    }

    static Setting<String> matching(String key, String standard, String rule, Predicate<String> allowed) {
        return new Setting<>(key, standard, rule, value -> checked(value, allowed));
    }

    static Setting<Boolean> flag(String key, boolean standard) {
        return new Setting<>(key, Boolean.toString(standard), "true or false", value -> checked(
                        value, List.of("true", "false")::contains)
                .equals("true"));
    }

    static Setting<Integer> port(String key, int standard) {
        return number(key, standard, "a port, 0 to " + HIGHEST_PORT, 0, HIGHEST_PORT);
    }

    static Setting<Integer> number(String key, int standard) {
        return number(key, standard, "a whole number above 0", 1, Integer.MAX_VALUE);
    }

    static Setting<Duration> duration(String key, String standard) {
        return new Setting<>(
                key,
                standard,
                "a duration such as 500ms, 30s or 2m",
                value -> checked(span(value), span -> span.compareTo(Duration.ZERO) > 0));
    }

    /** Null: none. */
    static Setting<Duration> optionalDuration(String key) {
        return new Setting<>(
                key,
                "",
                "a duration such as 30s, 2m or 1h, or empty",
                value -> value.isEmpty() ? null : checked(span(value), span -> span.compareTo(Duration.ZERO) > 0));
    }

    static Setting<List<Target>> targets(String key) {
        return new Setting<>(
                key, "", "targets of different names separated by commas, each like " + Target.FORM, value -> {
                    var targets = Arrays.stream(value.split(","))
                            .map(String::strip)
                            .filter(item -> !item.isEmpty())
                            .map(Target::parse)
                            .toList();
                    var names = targets.stream().map(Target::name).distinct().count();
                    return checked(
                            targets,
                            all -> names == all.size()
                                    && all.size() < Target.MOST
                                    && all.stream()
                                            .noneMatch(target -> target.name().equals(Target.API)));
                });
    }

    /** A file; null if none is named. */
    static Setting<Path> file(String key, String standard) {
        return new Setting<>(key, standard, "the path of a file", value -> value.isEmpty() ? null : Path.of(value));
    }

    /** A secret; null if none is named. */
    static Setting<SecretSource> secret(String key) {
        return new Setting<>(key, "", "the path of a file, or `|` and a program with its arguments", SecretSource::of);
    }

    /** Names of folders and queues. */
    static Setting<List<String>> names(String key) {
        return new Setting<>(
                key,
                "",
                "different names separated by commas, each of small letters, digits and hyphens",
                value -> checked(
                        list(key).parser().apply(value),
                        names -> names.stream().distinct().count() == names.size()
                                && names.stream().allMatch(Rules::isName)));
    }

    static boolean isName(String text) {
        return text.matches("[a-z][a-z0-9-]{0,31}");
    }

    static Setting<List<String>> list(String key) {
        return list(key, "");
    }

    static Setting<List<String>> list(String key, String standard) {
        return new Setting<>(key, standard, "a list separated by commas", value -> Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList());
    }

    private static Setting<Integer> number(String key, int standard, String rule, int least, int most) {
        return new Setting<>(
                key,
                Integer.toString(standard),
                rule,
                value -> checked(Integer.valueOf(value), number -> number >= least && number <= most));
    }

    private static Duration span(String value) {
        if (value.endsWith(MILLIS)) {
            return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - MILLIS.length())));
        }
        try {
            return Duration.parse("PT" + value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static <T> T checked(T value, Predicate<T> allowed) {
        if (!allowed.test(value)) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
