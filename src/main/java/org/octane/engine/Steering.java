package org.octane.engine;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What operators do with an upgrade that runs. Steps that have begun always come to their end: a step is the safe point.
 * Answers are JSON texts in the shapes of the contract.
 */
public final class Steering {

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Events events;
    private final Outbox outbox;
    private final Progress progress;
    private final Rollbacks rollbacks;
    private final Views views;
    private final Cures cures;

    Steering(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Events events,
            Outbox outbox,
            Progress progress,
            Rollbacks rollbacks,
            Views views,
            Cures cures) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
        this.outbox = outbox;
        this.progress = progress;
        this.rollbacks = rollbacks;
        this.views = views;
        this.cures = cures;
    }

    /** No new step begins until it is resumed. */
    public String pause(long upgrade, String actor) {
        return transaction.execute(committing -> {
            change(upgrade, "pause-upgrade", "Upgrade %d is %s; only one that runs is paused.");
            events.ofUpgrade(
                    upgrade, actor, "paused", "Paused by " + actor + "; steps that have begun come to their end.");
            return views.upgrade(upgrade);
        });
    }

    public String resume(long upgrade, String actor) {
        return transaction.execute(committing -> {
            change(upgrade, "unpause-upgrade", "Upgrade %d is %s; only a paused one is resumed.");
            var status = Locked.of(sql, upgrade).status();
            events.ofUpgrade(upgrade, actor, status, "Resumed by " + actor + ".");
            announce(upgrade);
            return views.upgrade(upgrade);
        });
    }

    /**
     * It ends at a safe point: what it did stays done, but for what holds the cloud back, such as a closed API or a disabled
     * compute; that is undone first, and a batch of nodes that can't be undone any more comes to its end.
     */
    public String abort(long upgrade, String actor) {
        return transaction.execute(committing -> {
            views.upgrade(upgrade);
            var locked = Locked.of(sql, upgrade);
            if (locked.over()) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "Upgrade " + upgrade + " is " + locked.status() + "; there is nothing to abort.");
            }
            locked.goesForward();
            var back = rollbacks.toSafePoint(upgrade);
            rollbacks.begin(
                    upgrade,
                    back,
                    "aborted",
                    actor,
                    "Aborted by " + actor + "; steps that have begun come to their end."
                            + (back.undone().isEmpty() ? "" : " What holds the cloud back is undone."));
            return views.upgrade(upgrade);
        });
    }

    /** A dead step counts as done, because a person says so and why. */
    public String skip(long upgrade, long step, String actor, String reason) {
        return transaction.execute(committing -> {
            views.upgrade(upgrade);
            views.step(upgrade, step);
            Locked.of(sql, upgrade);
            // After the lock: another may have been faster.
            var before = views.step(upgrade, step);
            var sentence = "Skipped by " + actor + ": " + reason;
            var values = new HashMap<>(values(upgrade));
            values.put("step", step);
            values.put("message", sentence);
            if (sql.queryForList(Sql.of("skip-step"), values).isEmpty()) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "Step " + step + " is " + before.status() + "; only a dead step is skipped.");
            }
            values.putAll(Map.of("status", "discarded", "actor", actor, "reason", reason));
            sql.queryForList(Sql.of("close-dead-letter"), values);
            cures.of(step);
            events.ofStep(upgrade, step, null, actor, "skipped", sentence);
            progress.over(upgrade, step);
            for (var goesOn : sql.queryForList(Sql.of("resume-upgrade"), values, String.class)) {
                events.ofUpgrade(upgrade, actor, goesOn, "Goes on after " + actor + " skipped step " + step + ".");
                announce(upgrade);
            }
            return views.step(upgrade, step).json();
        });
    }

    public String discardDeadLetter(long deadLetter, String actor, String reason) {
        var letter = views.deadLetter(deadLetter).open();
        skip(letter.upgrade(), letter.step(), actor, reason);
        return views.deadLetter(deadLetter).json();
    }

    private void change(long upgrade, String statement, String refusal) {
        views.upgrade(upgrade);
        var locked = Locked.of(sql, upgrade);
        if (sql.queryForList(Sql.of(statement), values(upgrade)).isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, refusal.formatted(upgrade, locked.status()));
        }
    }

    private void announce(long upgrade) {
        outbox.announce(sql.queryForList(Sql.of("queued-of-upgrade"), values(upgrade), Long.class));
    }

    private Map<String, Object> values(long upgrade) {
        return Map.of("upgrade", upgrade, "now", Times.of(clock.instant()));
    }
}
