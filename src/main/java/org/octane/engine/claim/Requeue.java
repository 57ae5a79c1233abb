package org.octane.engine.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.octane.engine.state.Events;
import org.octane.engine.state.Outbox;
import org.octane.engine.state.Repertoire;
import org.octane.engine.state.SqlTime;
import org.octane.sql.SqlFiles;
import org.octane.step.WakeUps;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Queues steps again whose wait is over or whose instance is gone, and finds those whose message was lost. */
public final class Requeue implements WakeUps {

    private static final SqlFiles SQL = new SqlFiles("engine/claim");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String instance;
    private final Duration lostMessageAfter;
    private final Repertoire repertoire;
    private final Events events;
    private final Outbox outbox;
    private final ActiveClaims activeClaims;
    private final AtomicLong lost = new AtomicLong();

    /**
     * @param instance name of this instance
     * @param lostMessageAfter for how long a step is queued before its message counts as lost
     * @param repertoire steps that are not in it are left to others
     */
    public Requeue(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            String instance,
            Duration lostMessageAfter,
            Repertoire repertoire,
            Events events,
            Outbox outbox,
            ActiveClaims activeClaims) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.instance = instance;
        this.lostMessageAfter = lostMessageAfter;
        this.repertoire = repertoire;
        this.events = events;
        this.outbox = outbox;
        this.activeClaims = activeClaims;
    }

    @Override
    public void wake(String on) {
        transaction.executeWithoutResult(status ->
                outbox.announce(sql.queryForList(SQL.of("wake"), Map.of("on", on, "now", now()), Long.class)));
    }

    /** Steps that waited for a time which has come. */
    public void due() {
        transaction.executeWithoutResult(
                status -> outbox.announce(sql.queryForList(SQL.of("due"), Map.of("now", now()), Long.class)));
    }

    /** Steps whose instance has not renewed its lease. */
    public void lostLeases() {
        transaction.executeWithoutResult(status -> {
            var steps = sql.queryForList(SQL.of("lost-leases"), Map.of("now", now()));
            again(steps, "The instance that ran the step did not renew its lease");
            lost.addAndGet(steps.size());
        });
    }

    /** How many steps this instance has found whose lease was lost. */
    public long leasesLost() {
        return lost.get();
    }

    /**
     * Steps that this instance has claimed and doesn't work on: it was killed and has started again, or their outcome could
     * not be written. Other instances would find out only when the leases have run out.
     */
    public void abandonedClaims() {
        transaction.executeWithoutResult(status -> {
            var mine = Map.of("owner", instance);
            // Active claims are asked after the rows: a claim is active before it is committed.
            var abandoned = sql.queryForList(SQL.of("own-claims"), mine).stream()
                    .filter(row -> !activeClaims.has((Long) row.get("id"), (Long) row.get("fence")))
                    .toList();
            if (!abandoned.isEmpty()) {
                var claims = Map.of(
                        "now", now(),
                        "steps",
                                abandoned.stream()
                                        .map(row -> (Long) row.get("id"))
                                        .toArray(Long[]::new),
                        "fences",
                                abandoned.stream()
                                        .map(row -> (Long) row.get("fence"))
                                        .toArray(Long[]::new));
                again(sql.queryForList(SQL.of("abandoned-claims"), claims), "No instance works on the step");
            }
        });
    }

    private void again(List<Map<String, Object>> steps, String why) {
        for (var row : steps) {
            events.ofStep(
                    (Long) row.get("upgrade_id"),
                    (Long) row.get("id"),
                    (Integer) row.get("attempt"),
                    Events.ENGINE,
                    "queued",
                    why + "; it starts again with its check.");
        }
        outbox.announce(steps.stream().map(row -> (Long) row.get("id")).toList());
    }

    /**
     * Steps that no instance claims, because their messages were lost, or lie with a broker that is away or an instance that hangs.
     *
     * @param workers how many steps run at once in this instance
     * @return as many as it can begin now
     */
    public List<Long> unclaimed(int workers) {
        int free = workers - activeClaims.claims().size();
        return free <= 0
                ? List.of()
                : sql.queryForList(
                        SQL.of("unclaimed"),
                        Map.of(
                                "before",
                                now().minus(lostMessageAfter),
                                "most",
                                free,
                                "schema",
                                repertoire.schemaNumber(),
                                "known",
                                repertoire.steps()),
                        Long.class);
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant());
    }
}
