package org.octane.engine.undo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.view.UpgradeViews;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.ServingSide;
import org.octane.plan.catalogue.StageDefinition;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives the cloud back to the controllers of the original: each upgrade that has moved something to a seed is rolled back to the first
 * stage that did, the newest first. That is decided once, for all or for none of them, and noted: each begins in the commit that
 * ends the one before it, whoever asked for it may be gone.
 */
public final class ControlRollbacks {

    private static final SqlFiles SQL = new SqlFiles("engine/undo");
    private static final Set<ServingSide> AS_BEFORE = Set.of(ServingSide.NO_CLUSTER, ServingSide.ORIGINAL);

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Planner planner;
    private final Rollbacks rollbacks;
    private final Events events;
    private final UpgradeViews views;

    public ControlRollbacks(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Planner planner,
            Rollbacks rollbacks,
            Events events,
            UpgradeViews views) {
        this.sql = sql;
        this.transaction = transaction;
        this.planner = planner;
        this.rollbacks = rollbacks;
        this.events = events;
        this.views = views;
    }

    /** @param acceptIrreversible what can't be undone stays as it is */
    public record Request(int seed, boolean acceptIrreversible, String actor) {}

    /** In the order in which they are rolled back; changes nothing. */
    public List<Rollbacks.Preview> plan(Request request) {
        var before = new LinkedHashSet<Long>();
        var previews = new ArrayList<Rollbacks.Preview>();
        for (var part : parts(request)) {
            previews.add(rollbacks.preview(part, before));
            before.add(part.upgrade());
        }
        return previews;
    }

    /** @return the upgrades as JSON, in that order: the first is rolling back */
    public String start(Request request) {
        return transaction.execute(committing -> {
            var parts = parts(request);
            var before = new LinkedHashSet<Long>();
            var previews = new ArrayList<Rollbacks.Preview>();
            for (var part : parts) {
                previews.add(rollbacks.mayBegin(part, before));
                before.add(part.upgrade());
            }
            for (int i = 1; i < parts.size(); i++) {
                note(parts.get(i), parts.get(i - 1).upgrade());
            }
            rollbacks.begin(parts.get(0), previews.get(0));
            return "[" + String.join(",", before.stream().map(views::upgrade).toList()) + "]";
        });
    }

    private void note(Rollbacks.Request request, long after) {
        sql.update(
                SQL.of("insert-to-come"),
                Map.of(
                        "upgrade",
                        request.upgrade(),
                        "after",
                        after,
                        "to",
                        request.to(),
                        "accept",
                        request.acceptIrreversible(),
                        "actor",
                        request.actor()));
        events.ofUpgrade(
                request.upgrade(),
                request.actor(),
                LockedUpgrade.of(sql, request.upgrade()).status(),
                "Is rolled back to before stage " + request.to() + " once upgrade " + after + " is.");
    }

    /** Begins the one that comes next; in the transaction that ends the one before it, so nobody is in its way. */
    public void goOn(long rolledBack) {
        sql.query(
                        SQL.of("take-to-come"),
                        Map.of("after", rolledBack),
                        (row, i) -> new Rollbacks.Request(
                                row.getLong("upgrade_id"),
                                row.getString("to_stage"),
                                row.getBoolean("accept_irreversible"),
                                row.getString("actor")))
                .forEach(this::begin);
    }

    private void begin(Rollbacks.Request next) {
        try {
            rollbacks.begin(next, rollbacks.mayBegin(next, newer(next.upgrade())));
        } catch (Refusal meanwhile) {
            // The end of the one before it must not fail with it.
            events.ofUpgrade(
                    next.upgrade(),
                    Events.ENGINE,
                    LockedUpgrade.of(sql, next.upgrade()).status(),
                    "Is not rolled back: " + meanwhile.getMessage());
        }
    }

    /** They were looked at when all was decided; none can have begun since, for one of these was always at work. */
    private Set<Long> newer(long upgrade) {
        return Set.copyOf(sql.queryForList(SQL.of("later-upgrades"), Map.of("upgrade", upgrade), Long.class));
    }

    private List<Rollbacks.Request> parts(Request request) {
        var moving = planner.catalogue().stages().values().stream()
                .filter(stage -> stage.serves() != null && !AS_BEFORE.contains(stage.serves()))
                .map(StageDefinition::name)
                .toList();
        var parts = sql.query(
                SQL.of("moves-to-seed"),
                Map.of("seed", request.seed(), "moving", moving),
                (row, i) -> new Rollbacks.Request(
                        row.getLong("upgrade_id"),
                        row.getString("to_stage"),
                        request.acceptIrreversible(),
                        request.actor()));
        if (parts.isEmpty()) {
            throw Refusal.conflict("No upgrade has moved anything to seed %d.".formatted(request.seed()));
        }
        return parts;
    }
}
