package org.octane.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.octane.plan.WakeUps;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts steps back into the queue: those whose wait is over, whose instance is gone, whose message was lost. */
public final class Queue implements WakeUps {

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration forgottenAfter;
    private final Events events;
    private final Outbox outbox;

    Queue(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Duration forgottenAfter,
            Events events,
            Outbox outbox) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.forgottenAfter = forgottenAfter;
        this.events = events;
        this.outbox = outbox;
    }

    @Override
    public void wake(String on) {
        transaction.executeWithoutResult(status ->
                outbox.announce(sql.queryForList(Sql.of("woken"), Map.of("on", on, "now", now()), Long.class)));
    }

    /** Steps whose time has come. */
    public void due() {
        transaction.executeWithoutResult(
                status -> outbox.announce(sql.queryForList(Sql.of("due"), Map.of("now", now()), Long.class)));
    }

    /** Steps whose instance has not renewed its lease. */
    public void lost() {
        transaction.executeWithoutResult(status -> {
            var lost = sql.queryForList(Sql.of("lost-leases"), Map.of("now", now()));
            for (var row : lost) {
                events.ofStep(
                        (Long) row.get("upgrade_id"),
                        (Long) row.get("id"),
                        (Integer) row.get("attempt"),
                        Events.ENGINE,
                        "queued",
                        "The instance that ran it is gone; it begins again with its check.");
            }
            outbox.announce(lost.stream().map(row -> (Long) row.get("id")).toList());
        });
    }

    /** Steps that nobody claims, as if nobody had heard of them. */
    public void forgotten() {
        transaction.executeWithoutResult(status -> {
            List<Long> steps = sql.queryForList(
                    Sql.of("forgotten"), Map.of("now", now(), "before", now().minus(forgottenAfter)), Long.class);
            outbox.announce(steps);
        });
    }

    private OffsetDateTime now() {
        return Times.of(clock.instant());
    }
}
