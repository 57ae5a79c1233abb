package org.octane.engine;

import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What a step that is over sets going: the next group, or the end of the upgrade. In the transaction of the caller. */
final class Progress {

    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;
    private final Events events;
    private final Outbox outbox;
    private final Seeds seeds;

    Progress(NamedParameterJdbcTemplate sql, Clock clock, Events events, Outbox outbox, Seeds seeds) {
        this.sql = sql;
        this.clock = clock;
        this.events = events;
        this.outbox = outbox;
        this.seeds = seeds;
    }

    void over(long upgrade, long step) {
        seeds.remember(upgrade);
        long open = sql.queryForObject(Sql.of("close-in-group"), Map.of("upgrade", upgrade, "step", step), Long.class);
        if (open > 0) {
            return;
        }
        // Two groups that end at once must not each miss the other's end.
        sql.queryForObject(Sql.of("lock-upgrade"), Map.of("upgrade", upgrade), String.class);
        var values = Map.of("upgrade", upgrade, "now", Times.of(clock.instant()));
        outbox.announce(sql.queryForList(Sql.of("ready"), values, Long.class));
        if (!sql.queryForList(Sql.of("finish-upgrade"), values, Long.class).isEmpty()) {
            events.ofUpgrade(upgrade, Events.ENGINE, "succeeded", "All stages are done.");
        }
    }
}
