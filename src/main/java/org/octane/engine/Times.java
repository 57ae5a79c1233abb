package org.octane.engine;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The driver takes moments as OffsetDateTime only. */
final class Times {

    private Times() {}

    static OffsetDateTime of(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
