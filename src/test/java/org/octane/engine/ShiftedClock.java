package org.octane.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, put forward or back. */
final class ShiftedClock extends Clock {

    private volatile Duration by = Duration.ZERO;

    /** From now on it goes on from there. */
    void is(String instant) {
        by = Duration.between(Instant.now(), Instant.parse(instant));
    }

    void isRight() {
        by = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(by);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        InstantSource shifted = this::instant;
        return shifted.withZone(zone);
    }
}
