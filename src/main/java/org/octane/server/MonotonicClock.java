package org.octane.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The one clock of a server. It reads the time once, when the server starts, and from then on only adds what has passed, so
 * that setting the machine's clock changes nothing: no lease ends early, no step waits an hour longer. The time it reads is
 * PostgreSQL's, the same for all instances, and never before the newest event, even if the clock went back while no server
 * ran.
 */
final class MonotonicClock implements InstantSource {

    private static final Logger LOG = LoggerFactory.getLogger(MonotonicClock.class);
    private static final Duration NOTICED = Duration.ofSeconds(10);
    private static final String TIME = "SELECT greatest(clock_timestamp(), (SELECT max(at) FROM octane.event))";

    private final Instant start;
    private final long startNanos;
    private final LongSupplier nanoTime;

    /** @param nanoTime counts on whatever becomes of the machine's clock */
    MonotonicClock(Instant start, LongSupplier nanoTime) {
        this.start = start;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** @param octane schema octane, up to date */
    static Clock of(DataSource octane) {
        var time = new JdbcTemplate(octane)
                .queryForObject(TIME, OffsetDateTime.class)
                .toInstant();
        var apart = Duration.between(Instant.now(), time);
        if (apart.abs().compareTo(NOTICED) > 0) {
            LOG.atWarn()
                    .addKeyValue("seconds", apart.toSeconds())
                    .log("This machine's clock is not the database's, or went back; Octane goes by the database's");
        }
        return new MonotonicClock(time, System::nanoTime).withZone(ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanoTime.getAsLong() - startNanos);
    }
}
