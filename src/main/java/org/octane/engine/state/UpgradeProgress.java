package org.octane.engine.state;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.octane.sql.OneTrip;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Starts the next group after the last step of one, and ends the upgrade after the last group; it fails once all that is left was set
 * aside. In the transaction of the caller.
 */
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
    private final FirstHand firstHand;
    private final LongConsumer rolledBack;

    /** @param rolledBack is told of each upgrade whose rollback has ended, in the same transaction */
    public UpgradeProgress(
            NamedParameterJdbcTemplate sql,
            Clock clock,
            Events events,
            Outbox outbox,
            SeedClusters seeds,
            FirstHand firstHand,
            LongConsumer rolledBack) {
        this.sql = sql;
        this.clock = clock;
        this.events = events;
        this.outbox = outbox;
        this.seeds = seeds;
        this.firstHand = firstHand;
        this.rolledBack = rolledBack;
    }

    /** Closes a step in its group; for the same trip as what ends the step. Parameters: {@code step}, {@code fence}, which may be null. */
    public static String closing() {
        return SQL.of("close-step-in-group");
    }

    /** After a person has ended the step. */
    public void over(long upgrade, long step) {
        seeds.remember(upgrade);
        var values = new HashMap<String, Object>(Map.of("step", step));
        values.put("fence", null);
        closed(upgrade, sql.queryForMap(closing(), values));
    }

    /** @param group what {@link #closing} has answered */
    public void closed(long upgrade, Map<String, Object> group) {
        if ((Boolean) group.get("all_looked_at")) {
            ready(upgrade);
        } else if (!(Boolean) group.get("others_open")
                && !queue(upgrade, "queue-next-steps", Map.of("group", group.get("closing")))) {
            // Nothing comes after the group, or a rollback has begun since the group was closed: then anything may
            // come.
            ready(upgrade);
        }
    }

    /** Queues all steps whose predecessors have ended, and ends the upgrade if no step is left. */
    public void ready(long upgrade) {
        if (!queue(upgrade, "queue-ready-steps", Map.of())) {
            finish(upgrade);
        }
    }

    /** @return false if nothing was there to queue */
    private boolean queue(long upgrade, String statement, Map<String, Object> found) {
        var values = new HashMap<>(found);
        values.put("upgrade", upgrade);
        values.put("now", SqlTime.of(clock.instant()));
        // Of two groups that end at the same moment, the second has to see the end of the first.
        var queued = OneTrip.of(sql, values, LockedUpgrade.statement(), SQL.of(statement))
                .get(1);
        var steps = queued.stream().map(row -> (Long) row.get("id")).toList();
        if (!steps.isEmpty()) {
            var begun = firstHand.begin(steps);
            outbox.announce(steps.stream().filter(step -> !begun.contains(step)).toList());
        }
        return !steps.isEmpty();
    }

    private void finish(long upgrade) {
        var values = Map.of("upgrade", upgrade, "now", SqlTime.of(clock.instant()));
        for (var status : sql.queryForList(SQL.of("finish-upgrade"), values, String.class)) {
            events.ofUpgrade(upgrade, Events.ENGINE, status, SENTENCES.get(status));
            if (status.equals("rolled-back")) {
                rolledBack.accept(upgrade);
            }
            return;
        }
        sql.queryForList(SQL.of("hold-upgrade"), values, String.class)
                .forEach(sentence -> events.ofUpgrade(upgrade, Events.ENGINE, "failed", sentence));
    }
}
