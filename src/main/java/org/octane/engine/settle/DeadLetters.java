package org.octane.engine.settle;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.engine.aside.FailureBudget;
import org.octane.engine.claim.Claim;
import org.octane.engine.claim.StaleClaim;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.Outbox;
import org.octane.engine.state.SqlTime;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.view.UpgradeViews;
import org.octane.json.Json;
import org.octane.sql.SqlFiles;
import org.octane.step.Mask;
import org.octane.step.StepFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Records steps that failed for good; the queue {@code octane.dead-letter} gets a copy for other programs. */
public final class DeadLetters {

    private static final SqlFiles SQL = new SqlFiles("engine/settle");

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LINES = 50;
    private static final String REMEDY = "Remove the cause, then run: octane retry %d %d";

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Events events;
    private final Settlement settlement;
    private final FailureBudget budget;
    private final UpgradeProgress progress;
    private final Outbox outbox;
    private final UpgradeViews views;
    private final NodeNames names;
    private final Mask mask;

    public DeadLetters(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Events events,
            Settlement settlement,
            FailureBudget budget,
            UpgradeProgress progress,
            Outbox outbox,
            UpgradeViews views,
            NodeNames names,
            Mask mask) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
        this.settlement = settlement;
        this.budget = budget;
        this.progress = progress;
        this.outbox = outbox;
        this.views = views;
        this.names = names;
        this.mask = mask;
    }

    /**
     * The step becomes dead and its upgrade failed; steps that run go on to their end, and no other one starts. Unless its nodes are within
     * the failure budget of their role: then they are set aside, and all others go on.
     */
    public void record(Object claimed, Throwable thrown) {
        var claim = (Claim) claimed;
        var cause = FailureCause.of(thrown, mask);
        if (settlement.stopped(claim, cause.getMessage(), true)) {
            return;
        }
        transaction.executeWithoutResult(status -> record(claim, cause, thrown));
    }

    private void record(Claim claim, StepFailure cause, Throwable thrown) {
        var upgrade = LockedUpgrade.of(sql, claim.upgrade());
        var dead = sql.queryForList(
                SQL.of("mark-dead"),
                Map.of("step", claim.step(), "fence", claim.fence(), "message", cause.getMessage()));
        if (dead.isEmpty()) {
            throw new StaleClaim(claim);
        }
        LOG.atError()
                .addKeyValue("upgrade", claim.upgrade())
                .addKeyValue("stage", claim.stage())
                .addKeyValue("step", claim.step())
                .addKeyValue("name", claim.name())
                .addKeyValue(
                        "node",
                        String.join(
                                ",", claim.nodes().stream().map(String::valueOf).toList()))
                .addKeyValue("attempt", claim.attempt())
                .log(cause.getMessage() + mask.masked(FailureCause.stack(thrown)));
        var failed = failed(claim, cause);
        var spent = upgrade.endsAs() == null ? budget.on(dead(claim, failed)) : FailureBudget.Spent.NOTHING;
        var called = names.of(spent.aside() ? failed : claim.nodes());
        long id = insert(claim, called, cause);
        var sentence = sentence(claim, called, cause, spent);
        events.ofStep(claim.upgrade(), claim.step(), claim.attempt(), Events.ENGINE, "dead", cause.getMessage());
        if (spent.aside()) {
            setAside(claim, spent, called, upgrade.status(), sentence);
        } else {
            fail(claim, sentence);
        }
        outbox.add(Outbox.DEAD_LETTERS, views.letter(id));
        outbox.add(
                Outbox.NOTIFICATIONS,
                Json.write(Map.of(
                        "topic",
                        "error",
                        "message",
                        sentence + " (dead letter " + id + ")",
                        "cluster_id",
                        claim.original(),
                        "dead_letter",
                        id,
                        "cause",
                        sentence)));
    }

    /** Those of its nodes on which it is not known to be done; all of them if that is not known of any. */
    private static List<Integer> failed(Claim claim, StepFailure cause) {
        var failed = claim.nodes().stream()
                .filter(node -> !cause.proved().contains(node))
                .toList();
        return failed.isEmpty() ? claim.nodes() : failed;
    }

    private FailureBudget.Dead dead(Claim claim, List<Integer> failed) {
        return new FailureBudget.Dead(
                claim.upgrade(), claim.step(), failed, done(names.of(failed)), SqlTime.of(clock.instant()));
    }

    private static String done(List<String> failed) {
        return "Done; set aside: " + String.join(", ", failed) + ".";
    }

    private static String sentence(Claim claim, List<String> called, StepFailure cause, FailureBudget.Spent spent) {
        var failed = "Step " + claim.name() + NodeText.of(called) + " failed for good: " + cause.getMessage();
        return spent.aside()
                ? "Set aside: " + String.join(", ", called) + "; " + spent.sentence() + " " + failed
                : (failed + " " + spent.sentence()).strip();
    }

    private void fail(Claim claim, String sentence) {
        sql.queryForList(SQL.of("fail-upgrade"), Map.of("upgrade", claim.upgrade(), "message", sentence), String.class)
                .forEach(now -> events.ofUpgrade(claim.upgrade(), Events.ENGINE, now, sentence));
    }

    /** The others of its batch, and the next batches of its role, go on. */
    private void setAside(Claim claim, FailureBudget.Spent spent, List<String> called, String status, String sentence) {
        if (spent.others() != null) {
            events.ofStep(claim.upgrade(), spent.others(), claim.attempt(), Events.ENGINE, "succeeded", done(called));
        }
        events.ofUpgrade(claim.upgrade(), Events.ENGINE, status, sentence);
        progress.ready(claim.upgrade());
    }

    private long insert(Claim claim, List<String> called, StepFailure cause) {
        var values = new HashMap<String, Object>();
        values.put("upgrade", claim.upgrade());
        values.put("step", claim.step());
        values.put("names", called.toArray(String[]::new));
        values.put("attempts", claim.attempt());
        values.put("exitCode", cause.exitCode());
        values.put("output", last(cause.output()));
        values.put("code", cause.code().word());
        values.put("cause", cause.getMessage());
        values.put(
                "remedy", cause.remedy().isEmpty() ? REMEDY.formatted(claim.upgrade(), claim.step()) : cause.remedy());
        values.put("now", SqlTime.of(clock.instant()));
        return sql.queryForObject(SQL.of("insert-dead-letter"), values, Long.class);
    }

    private static String last(String output) {
        List<String> lines = output.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
