package org.octane.plan.catalogue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of definition files that stand for something. */
final class DefinitionWords {

    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private DefinitionWords() {}

    /** The constant that is written in kebab-case. */
    static <E extends Enum<E>> E constant(String where, String key, String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> text(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidDefinition(
                        where,
                        "'" + key + ": " + word + "' is none of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(DefinitionWords::text)
                                        .collect(Collectors.joining(", "))));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code 500ms}, {@code 30s}, {@code 2m}, {@code 3h}. */
    static Duration duration(String where, String key, String word) {
        var parts = DURATION.matcher(word);
        if (!parts.matches()) {
            throw new InvalidDefinition(where, "'" + key + ": " + word + "' is no duration such as 30s, 2m or 3h");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    static String name(String where, String word) {
        if (!NAME.matcher(word).matches()) {
            throw new InvalidDefinition(where, "'" + word + "' is no name such as copy-keys");
        }
        return word;
    }
}
