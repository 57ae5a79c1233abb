package org.octane.engine.operate;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.octane.engine.settle.DeadLetterRecovery;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.Outbox;
import org.octane.engine.state.SqlTime;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.view.UpgradeViews;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Retries or skips a dead step for an operator. The upgrade goes on once no other step of it is dead. Answers are JSON, in
 * the shapes of the contract.
 */
public final class DeadSteps {

    private static final SqlFiles SQL = new SqlFiles("engine/operate");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Events events;
    private final Outbox outbox;
    private final UpgradeProgress progress;
    private final UpgradeViews views;
    private final DeadLetterRecovery recovery;

    public DeadSteps(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Events events,
            Outbox outbox,
            UpgradeProgress progress,
            UpgradeViews views,
            DeadLetterRecovery recovery) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
        this.outbox = outbox;
        this.progress = progress;
        this.views = views;
        this.recovery = recovery;
    }

    /** The step is tried again; the upgrade goes on once no other step of it is dead. */
    public String retry(long upgrade, long step, String actor) {
        return transaction.execute(committing -> {
            views.upgrade(upgrade);
            views.step(upgrade, step);
            LockedUpgrade.of(sql, upgrade);
            // After the lock: another operator may have been first.
            var before = views.step(upgrade, step);
            var values = Map.of("upgrade", upgrade, "step", step, "now", now());
            if (sql.queryForList(SQL.of("retry-step"), values).isEmpty()) {
                throw Refusal.conflict("Step " + step + " is " + before.status() + "; only a dead step is retried.")
                        .as(Code.WRONG_STATE);
            }
            close(step, "retried", actor, null);
            events.ofStep(upgrade, step, null, actor, "queued", "Retried by " + actor + ".");
            for (var goesOn : sql.queryForList(SQL.of("continue-failed-upgrade"), values, String.class)) {
                events.ofUpgrade(upgrade, actor, goesOn, "Goes on after " + actor + " retried step " + step + ".");
            }
            announce(upgrade);
            return views.step(upgrade, step).json();
        });
    }

    /** Each dead step of the upgrade is tried again. */
    public void retryAll(long upgrade, String actor) {
        transaction.executeWithoutResult(committing -> {
            LockedUpgrade.of(sql, upgrade);
            sql.queryForList(SQL.of("dead-steps"), Map.of("upgrade", upgrade), Long.class)
                    .forEach(step -> retry(upgrade, step, actor));
        });
    }

    public String retryDeadLetter(long deadLetter, String actor) {
        var letter = views.deadLetter(deadLetter).open();
        retry(letter.upgrade(), letter.step(), actor);
        return views.deadLetter(deadLetter).json();
    }

    /** The step counts as done, for the reason that the operator gives. */
    public String skip(long upgrade, long step, String actor, String reason) {
        return transaction.execute(committing -> {
            views.upgrade(upgrade);
            views.step(upgrade, step);
            LockedUpgrade.of(sql, upgrade);
            // After the lock: another operator may have been first.
            var before = views.step(upgrade, step);
            var sentence = "Skipped by " + actor + ": " + reason;
            var values = Map.of("upgrade", upgrade, "step", step, "now", now(), "message", sentence);
            if (sql.queryForList(SQL.of("skip-step"), values).isEmpty()) {
                throw Refusal.conflict("Step " + step + " is " + before.status() + "; only a dead step is skipped.")
                        .as(Code.WRONG_STATE);
            }
            close(step, "discarded", actor, reason);
            recovery.of(step);
            events.ofStep(upgrade, step, null, actor, "skipped", sentence);
            progress.over(upgrade, step);
            for (var goesOn : sql.queryForList(SQL.of("continue-failed-upgrade"), values, String.class)) {
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

    private void close(long step, String status, String actor, String reason) {
        var values = new HashMap<String, Object>();
        values.put("step", step);
        values.put("status", status);
        values.put("actor", actor);
        values.put("reason", reason);
        values.put("now", now());
        sql.queryForList(SQL.of("close-dead-letter"), values);
    }

    private void announce(long upgrade) {
        var values = Map.of("upgrade", upgrade, "now", now());
        outbox.announce(sql.queryForList(SQL.of("queued-steps"), values, Long.class));
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant());
    }
}
