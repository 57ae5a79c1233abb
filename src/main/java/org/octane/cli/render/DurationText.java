package org.octane.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Durations for people to read: {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
public final class DurationText {

    private DurationText() {}

    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 10_000) {
            return millis / 1000 + "." + millis % 1000 / 100 + " s";
        }
        long seconds = Math.round(millis / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + two(seconds % 60) + " s";
        }
        return seconds / 3600 + " h " + two(seconds % 3600 / 60) + " min";
    }

    public static String ofSeconds(long seconds) {
        return seconds < 10 ? seconds + " s" : of(Duration.ofSeconds(seconds));
    }

    /** From one ISO 8601 time to another, or to now if the second is empty; empty if the first is. */
    public static String between(String from, String to) {
        Instant start = instant(from);
        if (start == null) {
            return "";
        }
        Instant end = instant(to);
        Duration length = Duration.between(start, end == null ? Instant.now() : end);
        return of(length.isNegative() ? Duration.ZERO : length);
    }

    /** Null if the text is no time; a time without an offset is in UTC. */
    public static Instant instant(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String iso = text.replace(' ', 'T');
        try {
            return OffsetDateTime.parse(iso.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)$") ? iso : iso + "Z")
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
