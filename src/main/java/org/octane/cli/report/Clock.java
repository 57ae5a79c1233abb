package org.octane.cli.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.octane.cli.render.DurationText;

/** Times of a report, all in UTC: whoever reads it may be anywhere. */
final class Clock {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Clock() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** @param iso ISO 8601; empty: a dash */
    static String day(String iso) {
        Instant at = DurationText.instant(iso);
        return at == null ? "–" : DAY.format(at);
    }
}
