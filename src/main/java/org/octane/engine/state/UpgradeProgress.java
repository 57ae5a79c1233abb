package org.octane.engine.state;

import java.time.Clock;
import java.util.Map;
import java.util.function.LongConsumer;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Starts the next group after the last step of one, and ends the upgrade after the last group. In the transaction of the caller. */
public final class UpgradeProgress {

    private static final SqlFiles SQL = new SqlFiles("engine/state");

    private static final Map<String, String> SENTENCES = Map.of(
            "succeeded", "All stages are done.",
            "aborted", "All steps that restricted the cloud are undone.",
            "rolled-back", "All steps that had begun are undone, except those that can't be.");

    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;
    private final Events events;
    private final Outbox outbox;
    private final SeedClusters seeds;
    private final LongConsumer rolledBack;

    /** @param rolledBack is told of each upgrade whose rollback has ended, in the same transaction */
    public UpgradeProgress(
            NamedParameterJdbcTemplate sql,
            Clock clock,
            Events events,
            Outbox outbox,
            SeedClusters seeds,
            LongConsumer rolledBack) {
        this.sql = sql;
        this.clock = clock;
        this.events = events;
        this.outbox = outbox;
        this.seeds = seeds;
        this.rolledBack = rolledBack;
    }

    public void over(long upgrade, long step) {
        seeds.remember(upgrade);
        boolean othersOpen = sql.queryForObject(SQL.of("close-step-in-group"), Map.of("step", step), Boolean.class);
        if (!othersOpen) {
            ready(upgrade);
        }
    }

    /** Queues the steps whose predecessors have all ended, and ends the upgrade if no step is left. */
    public void ready(long upgrade) {
        // Of two groups that end at the same moment, the second has to see the end of the first.
        LockedUpgrade.of(sql, upgrade);
        var values = Map.of("upgrade", upgrade, "now", SqlTime.of(clock.instant()));
        outbox.announce(sql.queryForList(SQL.of("queue-ready-steps"), values, Long.class));
        for (var status : sql.queryForList(SQL.of("finish-upgrade"), values, String.class)) {
            events.ofUpgrade(upgrade, Events.ENGINE, status, SENTENCES.get(status));
            if (status.equals("rolled-back")) {
                rolledBack.accept(upgrade);
            }
        }
    }
}
