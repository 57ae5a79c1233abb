package org.octane.engine;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.plan.Finding;
import org.octane.plan.Plan;
import org.octane.plan.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators do with upgrades. Answers are JSON texts in the shapes of the contract. */
public final class Upgrades {

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Plans plans;
    private final PlanRows rows;
    private final Events events;
    private final Outbox outbox;
    private final Progress progress;
    private final Views views;

    Upgrades(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Plans plans,
            Events events,
            Outbox outbox,
            Progress progress,
            Views views) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.plans = plans;
        this.rows = new PlanRows(sql);
        this.events = events;
        this.outbox = outbox;
        this.progress = progress;
        this.views = views;
    }

    /** What an upgrade would do, for the operator to read. */
    public record Preview(int original, int release, Plan plan, List<Finding> preflight) {}

    public Preview plan(UpgradeRequest request) {
        var planned = plans.of(request);
        return new Preview(
                planned.cloud().original(),
                planned.cloud().target().id(),
                planned.plan(),
                plans.findings(request, planned));
    }

    /** Plans and starts; the answer is the upgrade. */
    public String create(UpgradeRequest request) {
        var planned = plans.of(request);
        int original = planned.cloud().original();
        if (!sql.queryForList(Sql.of("active-upgrade"), Map.of("original", original))
                .isEmpty()) {
            throw underWay(original);
        }
        // Before anything is written: nodes are asked, which takes its time.
        var ignored = plans.cleared(request, planned);
        try {
            return transaction.execute(status -> views.upgrade(insert(request, planned, ignored)));
        } catch (DuplicateKeyException e) {
            throw underWay(original);
        }
    }

    private static Refusal underWay(int original) {
        return new Refusal(
                Refusal.Kind.CONFLICT,
                original == 0
                        ? "The Fuel master is being worked on already."
                        : "Cluster " + original + " is being upgraded already.");
    }

    /** A dead step is tried again; the upgrade goes on with it once no other is dead. */
    public String retry(long upgrade, long step, String actor) {
        return transaction.execute(committing -> {
            views.upgrade(upgrade);
            views.step(upgrade, step);
            Locked.of(sql, upgrade);
            // After the lock: another may have been faster.
            var before = views.step(upgrade, step);
            var values = Map.of("upgrade", upgrade, "step", step, "now", Times.of(clock.instant()));
            if (sql.queryForList(Sql.of("revive-step"), values).isEmpty()) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "Step " + step + " is " + before.status() + "; only a dead step is retried.");
            }
            closeDeadLetter(step, actor);
            events.ofStep(upgrade, step, null, actor, "queued", "Tried again by " + actor + ".");
            for (var goesOn : sql.queryForList(Sql.of("resume-upgrade"), values, String.class)) {
                events.ofUpgrade(upgrade, actor, goesOn, "Goes on after " + actor + " retried step " + step + ".");
            }
            outbox.announce(sql.queryForList(Sql.of("queued-of-upgrade"), values, Long.class));
            return views.step(upgrade, step).json();
        });
    }

    public String retryDeadLetter(long deadLetter, String actor) {
        var letter = views.deadLetter(deadLetter).open();
        retry(letter.upgrade(), letter.step(), actor);
        return views.deadLetter(deadLetter).json();
    }

    private long insert(UpgradeRequest request, Plans.Planned planned, List<Finding> ignored) {
        var cloud = planned.cloud();
        var values = new HashMap<String, Object>();
        values.put("name", request.name() == null ? cloud.name() + "-seed" : request.name());
        values.put("strategy", planned.plan().strategy());
        values.put("original", cloud.original());
        values.put("seed", cloud.seed());
        values.put("release", cloud.target().id());
        values.put("actor", request.actor());
        values.put("now", Times.of(clock.instant()));
        long upgrade = sql.queryForObject(Sql.of("insert-upgrade"), values, Long.class);
        rows.insert(upgrade, planned.plan(), named(values, request));
        events.ofUpgrade(upgrade, request.actor(), "running", "Started by " + request.actor() + ".");
        ignored.forEach(finding -> events.ofUpgrade(upgrade, request.actor(), "running", sentence(request, finding)));
        progress.ready(upgrade);
        return upgrade;
    }

    private static String sentence(UpgradeRequest request, Finding ignored) {
        return request.actor() + " ignored the pre-flight check " + ignored.check() + ": " + ignored.found();
    }

    /** Every step may need to know what the operator chose. */
    private static Map<String, String> named(Map<String, Object> values, UpgradeRequest request) {
        var named = new HashMap<String, String>();
        named.put("upgrade_name", (String) values.get("name"));
        named.put("release_id", values.get("release").toString());
        var controllers = request.options().controllers();
        named.put(
                "controllers",
                String.join(" ", controllers.stream().map(String::valueOf).toList()));
        return named;
    }

    private void closeDeadLetter(long step, String actor) {
        var values = new HashMap<String, Object>();
        values.put("step", step);
        values.put("status", "retried");
        values.put("actor", actor);
        values.put("reason", null);
        values.put("now", Times.of(clock.instant()));
        sql.queryForList(Sql.of("close-dead-letter"), values);
    }
}
