package org.octane.engine.settle;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.engine.claim.Claim;
import org.octane.engine.claim.StaleClaim;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.SeedClusters;
import org.octane.engine.state.SqlTime;
import org.octane.engine.state.UpgradeProgress;
import org.octane.failure.Code;
import org.octane.json.Json;
import org.octane.sql.OneTrip;
import org.octane.sql.SqlFiles;
import org.octane.step.Mask;
import org.octane.step.Outcome;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the outcome of a claim, in one transaction with its event and the messages for the steps that can start now. */
public final class Settlement {

    private static final SqlFiles SQL = new SqlFiles("engine/settle");

    /** How often a host that can't be reached is tried. */
    private static final Duration UNREACHABLE_INTERVAL = Duration.ofSeconds(2);

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Events events;
    private final UpgradeProgress progress;
    private final Backoff backoff;
    private final DeadLetterRecovery recovery;
    private final SeedClusters seeds;
    private final Mask mask;

    public Settlement(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Events events,
            UpgradeProgress progress,
            Backoff backoff,
            DeadLetterRecovery recovery,
            SeedClusters seeds,
            Mask mask) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
        this.progress = progress;
        this.backoff = backoff;
        this.recovery = recovery;
        this.seeds = seeds;
        this.mask = mask;
    }

    public void settle(Object claimed, Outcome outcome) {
        var claim = (Claim) claimed;
        switch (outcome.kind()) {
            case DONE -> transaction.executeWithoutResult(status -> succeed(claim, outcome));
            case WAITING -> wait(claim, outcome);
            case MISSING ->
                throw StepFailure.passing("The effect is still there after its undo: " + outcome.message())
                        .as(Code.NOT_PROVED);
        }
    }

    /** The step failed in a way that may pass: it is tried again, after a pause that grows with every attempt. */
    public void tryAgain(Object claimed, Throwable cause) {
        var claim = (Claim) claimed;
        var failure = FailureCause.of(cause, mask);
        if (stopped(claim, failure.getMessage(), true)) {
            return;
        }
        if (failure.away() && clock.instant().isBefore(claim.deadline())) {
            wait(claim, Outcome.waiting(failure.getMessage(), WakeUp.after(UNREACHABLE_INTERVAL)));
            return;
        }
        var pause = backoff.after(claim.attempt());
        transaction.executeWithoutResult(status -> {
            var sentence = failure.getMessage();
            mine(claim, "try-again", Map.of("message", sentence, "at", now().plus(pause)));
            events.ofStep(
                    claim.upgrade(),
                    claim.step(),
                    claim.attempt(),
                    Events.ENGINE,
                    "failed",
                    sentence + " The next attempt starts in " + pause.toMillis() + " ms.");
        });
    }

    private void succeed(Claim claim, Outcome outcome) {
        var values = Map.of(
                "upgrade",
                claim.upgrade(),
                "step",
                claim.step(),
                "fence",
                claim.fence(),
                "message",
                outcome.message(),
                "results",
                Json.write(outcome.results()),
                "actor",
                Events.ENGINE,
                "now",
                now());
        var rows = OneTrip.of(sql, values, LockedUpgrade.shared(), SQL.of("succeed"), UpgradeProgress.closing());
        var done = rows.get(1).stream().findFirst().orElseThrow(() -> new StaleClaim(claim));
        events.written();
        Events.log(claim.named(), claim.attempt(), Events.ENGINE, "succeeded", outcome.message());
        if ((Boolean) done.get("was_dead")) {
            recovery.of(claim.step());
        }
        if ((Boolean) done.get("may_have_made_seed")) {
            seeds.remember(claim.upgrade());
        }
        if (claim.undoes() != null) {
            sql.update(SQL.of("mark-undone"), Map.of("step", claim.undoes()));
        }
        progress.closed(claim.upgrade(), rows.get(2).get(0));
    }

    /**
     * Ends a step that would go on later, if its upgrade is being rolled back.
     *
     * @param failed whether the step would be tried again, or does nothing; one that only waits is stopped only if it is to be undone
     */
    boolean stopped(Claim claim, String message, boolean failed) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var values = Map.of(
                    "upgrade",
                    claim.upgrade(),
                    "step",
                    claim.step(),
                    "fence",
                    claim.fence(),
                    "message",
                    message,
                    "failed",
                    failed,
                    "now",
                    now());
            if (OneTrip.of(sql, values, LockedUpgrade.shared(), SQL.of("stop-step"))
                    .get(1)
                    .isEmpty()) {
                return false;
            }
            events.ofStep(
                    claim.upgrade(),
                    claim.step(),
                    claim.attempt(),
                    Events.ENGINE,
                    "failed",
                    message + " It is not tried again, because the upgrade is being rolled back.");
            progress.ready(claim.upgrade());
            return true;
        }));
    }

    private void wait(Claim claim, Outcome outcome) {
        boolean idle = outcome.wakeUp().idle();
        if ((idle || outcome.wakeUp().on() == null) && stopped(claim, outcome.message(), idle)) {
            return;
        }
        if (clock.instant().isAfter(claim.deadline())) {
            throw StepFailure.passing("Timed out after " + claim.timeout().toSeconds() + " s: " + outcome.message())
                    .as(Code.TIMED_OUT);
        }
        Duration within = outcome.wakeUp().within();
        transaction.executeWithoutResult(status -> {
            var values = new HashMap<String, Object>();
            values.put("message", outcome.message());
            values.put("on", outcome.wakeUp().on());
            values.put("at", now().plus(within));
            mine(claim, "wait", values);
            // Still waiting for the same is no change.
            if (!outcome.message().equals(claim.waitedFor())) {
                events.ofStep(
                        claim.upgrade(), claim.step(), claim.attempt(), Events.ENGINE, "waiting", outcome.message());
            }
        });
    }

    private void mine(Claim claim, String statement, Map<String, Object> values) {
        var all = new HashMap<>(values);
        all.put("step", claim.step());
        all.put("fence", claim.fence());
        List<Map<String, Object>> rows = sql.queryForList(SQL.of(statement), all);
        if (rows.isEmpty()) {
            throw new StaleClaim(claim);
        }
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant());
    }
}
