package org.octane.plan;

import java.time.Duration;
import java.util.regex.Pattern;

/** A duration as plans write it: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 3h}. */
final class Span {

    private static final Pattern FORM = Pattern.compile("(\\d+)(ms|s|m|h)");

    private Span() {}

    static Duration of(String text, Duration otherwise) {
        if (text == null) {
            return otherwise;
        }
        var parts = FORM.matcher(text.trim());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration such as 30s, 2m or 3h");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
