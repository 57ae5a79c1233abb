package org.octane.engine.operate;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.Outbox;
import org.octane.engine.state.SqlTime;
import org.octane.engine.undo.Rollbacks;
import org.octane.engine.view.UpgradeViews;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pauses, resumes, approves and aborts an upgrade. A step that has begun always runs to its end: an upgrade stops between two steps
 * only. The answer is the upgrade as JSON, in the shape of the contract.
 */
public final class UpgradeLifecycle {

    private static final SqlFiles SQL = new SqlFiles("engine/operate");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Events events;
    private final Outbox outbox;
    private final Rollbacks rollbacks;
    private final UpgradeViews views;

    public UpgradeLifecycle(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Events events,
            Outbox outbox,
            Rollbacks rollbacks,
            UpgradeViews views) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
        this.outbox = outbox;
        this.rollbacks = rollbacks;
        this.views = views;
    }

    /** No new step begins until it is resumed. */
    public String pause(long upgrade, String actor) {
        return pause(upgrade, actor, "Paused by " + actor + "; steps that have begun run to their end.");
    }

    /** @param why a sentence, shown as long as it is paused */
    public String pause(long upgrade, String actor, String why) {
        return transaction.execute(committing -> {
            change(upgrade, "pause-upgrade", "Upgrade %d is %s; only one that runs is paused.");
            sql.update(SQL.of("pause-reason"), Map.of("upgrade", upgrade, "why", why));
            events.ofUpgrade(upgrade, actor, "paused", why);
            return views.upgrade(upgrade);
        });
    }

    public String resume(long upgrade, String actor) {
        return transaction.execute(committing -> {
            change(upgrade, "resume-upgrade", "Upgrade %d is %s; only a paused one is resumed.");
            var status = LockedUpgrade.of(sql, upgrade).status();
            events.ofUpgrade(upgrade, actor, status, "Resumed by " + actor + ".");
            announce(upgrade);
            return views.upgrade(upgrade);
        });
    }

    /**
     * What a person has seen waiting.
     *
     * @param step null: whichever waits
     * @param message null: whatever it says
     */
    public record Gate(Long step, String message) {}

    /**
     * What comes next may begin.
     *
     * @param why kept with it, may be null
     * @throws Refusal if the upgrade waits for no approval, or for another one than the person has seen
     */
    public String approve(long upgrade, Gate gate, String actor, String why) {
        return transaction.execute(committing -> {
            views.upgrade(upgrade);
            var locked = LockedUpgrade.of(sql, upgrade);
            var sentence = "Approved by " + actor + (why == null ? "." : ": " + why.strip());
            var values = new HashMap<>(values(upgrade));
            values.put("approved", sentence);
            values.put("step", gate.step());
            values.put("seen", gate.message());
            var gates = sql.queryForList(SQL.of("approve"), values);
            if (gates.isEmpty()) {
                throw notWaiting(upgrade, gate, locked.status());
            }
            for (var approved : gates) {
                events.ofStep(
                        upgrade,
                        (Long) approved.get("id"),
                        (Integer) approved.get("attempt"),
                        actor,
                        "queued",
                        sentence);
            }
            announce(upgrade);
            return views.upgrade(upgrade);
        });
    }

    private Refusal notWaiting(long upgrade, Gate gate, String status) {
        var now = sql.queryForList(SQL.of("waits-for-approval"), Map.of("upgrade", upgrade));
        return Refusal.conflict(
                        "Upgrade " + upgrade + notWaiting(gate, now, status),
                        now.stream().map(row -> (String) row.get("waits")).toList())
                .as(Code.WRONG_STATE);
    }

    private static String notWaiting(Gate gate, List<Map<String, Object>> now, String status) {
        if (now.isEmpty()) {
            return " is " + status + " and waits for no approval.";
        }
        return now.stream().anyMatch(row -> row.get("id").equals(gate.step()))
                ? " waits with something else in step " + gate.step() + " than was seen; nothing was approved."
                : " waits for another approval" + (gate.step() == null ? "" : " than that of step " + gate.step())
                        + " now; nothing was approved.";
    }

    /**
     * Ends it at a safe point. What it did stays done, except for what restricts the cloud, such as a closed API or a disabled
     * compute: that is undone first, and a batch of nodes that can't be undone any more is finished.
     */
    public String abort(long upgrade, String actor) {
        return transaction.execute(committing -> {
            views.upgrade(upgrade);
            var locked = LockedUpgrade.of(sql, upgrade);
            if (locked.over()) {
                throw Refusal.conflict("Upgrade " + upgrade + " is " + locked.status() + "; there is nothing to abort.")
                        .as(Code.WRONG_STATE);
            }
            locked.refuseSecondRollback();
            var back = rollbacks.toSafePoint(upgrade);
            rollbacks.begin(
                    upgrade,
                    back,
                    "aborted",
                    actor,
                    "Aborted by " + actor + "; steps that have begun run to their end."
                            + (back.undone().isEmpty() ? "" : " Steps that restrict the cloud are undone."));
            return views.upgrade(upgrade);
        });
    }

    private void change(long upgrade, String statement, String refusal) {
        views.upgrade(upgrade);
        var locked = LockedUpgrade.of(sql, upgrade);
        if (sql.queryForList(SQL.of(statement), values(upgrade)).isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, refusal.formatted(upgrade, locked.status()));
        }
    }

    private void announce(long upgrade) {
        outbox.announce(sql.queryForList(SQL.of("queued-steps"), values(upgrade), Long.class));
    }

    private Map<String, Object> values(long upgrade) {
        return Map.of("upgrade", upgrade, "now", SqlTime.of(clock.instant()));
    }
}
