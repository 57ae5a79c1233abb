package org.octane.engine.undo;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.SqlTime;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.view.UpgradeViews;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.plan.Rollback;
import org.octane.sql.SqlFiles;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rolls upgrades back. Each step that has begun gets a step that undoes it, so that a rollback is claimed, tried again,
 * dead-lettered and watched as an upgrade is, and survives a crash. Nothing is undone before all steps that run have ended; of
 * the steps that wait, those that wait for a cast are awaited, and all others are stopped.
 */
public final class Rollbacks {

    private static final SqlFiles SQL = new SqlFiles("engine/undo");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Events events;
    private final UpgradeProgress progress;
    private final RollbackRows rows;
    private final UpgradeRows upgradeRows;
    private final UpgradeViews views;

    public Rollbacks(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Events events,
            UpgradeProgress progress,
            UpgradeViews views) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
        this.progress = progress;
        this.rows = new RollbackRows(sql);
        this.upgradeRows = new UpgradeRows(sql);
        this.views = views;
    }

    /**
     * @param to name of the stage before which the rollback ends, null: the first one
     * @param acceptIrreversible what can't be undone stays as it is
     */
    public record Request(long upgrade, String to, boolean acceptIrreversible, String actor) {}

    /** What a rollback would do. */
    public record Preview(long upgrade, String to, Rollback rollback) {}

    /** Changes nothing; the steps that can't be undone are in it. */
    public Preview plan(Request request) {
        views.upgrade(request.upgrade());
        return preview(request, Set.of());
    }

    /** @return the upgrade, rolling back */
    public String start(Request request) {
        return transaction.execute(committing -> {
            take(request);
            return views.upgrade(request.upgrade());
        });
    }

    private void take(Request request) {
        begin(request, mayBegin(request, Set.of()));
    }

    /**
     * Locks the upgrade.
     *
     * @param before upgrades that are rolled back before it
     * @throws Refusal if it can't be rolled back
     */
    Preview mayBegin(Request request, Set<Long> before) {
        views.upgrade(request.upgrade());
        LockedUpgrade.of(sql, request.upgrade()).refuseSecondRollback();
        var preview = preview(request, before);
        if (!preview.rollback().stays().isEmpty() && !request.acceptIrreversible()) {
            throw Refusal.conflict(
                            "Some steps can't be undone. Show them with 'octane rollback " + request.upgrade()
                                    + " --plan'. With --accept-irreversible they stay as they are, and all others are undone.",
                            preview.rollback().stays().stream()
                                    .map(Rollbacks::stays)
                                    .toList())
                    .as(Code.IRREVERSIBLE);
        }
        return preview;
    }

    void begin(Request request, Preview preview) {
        begin(
                request.upgrade(),
                preview.rollback(),
                "rolled-back",
                request.actor(),
                "Rollback to before stage " + preview.to() + " started by " + request.actor() + ".");
    }

    /** In the transaction of the caller, who has locked the upgrade. */
    public void begin(long upgrade, Rollback rollback, String endsAs, String actor, String sentence) {
        var values = values(upgrade);
        values.put("endsAs", endsAs);
        values.put("message", sentence);
        values.put("actor", actor);
        try {
            sql.update(SQL.of("start-rollback"), values);
        } catch (DuplicateKeyException e) {
            throw conflict("Another upgrade of the same cluster is running. Wait for its end, or abort it.");
        }
        if (!rollback.goesOn().isEmpty()) {
            values.put("units", rollback.goesOn());
            sql.update(SQL.of("finish-groups"), values);
        }
        sql.update(SQL.of("unqueue-steps"), values);
        rows.insert(upgrade, rollback);
        sql.queryForList(SQL.of("stop-waiting"), values, Long.class)
                .forEach(step -> events.ofStep(
                        upgrade,
                        step,
                        null,
                        Events.ENGINE,
                        "failed",
                        "Stopped, because the upgrade is being rolled back."));
        sql.update(SQL.of("discard-dead-letters"), values);
        events.ofUpgrade(upgrade, actor, "rolling-back", sentence);
        progress.ready(upgrade);
    }

    /** Ends an upgrade that has failed, as it is: another one takes up what it has left. In the transaction of the caller. */
    public void end(long failed, String actor) {
        LockedUpgrade.of(sql, failed).refuseSecondRollback();
        begin(
                failed,
                new Rollback(List.of(), List.of(), Set.of()),
                "aborted",
                actor,
                "Ended by " + actor + "; another update of the cluster takes up what it has left.");
    }

    /** The steps that an abort has to undo, and those that it has to wait for. */
    public Rollback toSafePoint(long upgrade) {
        return Rollback.toSafePoint(upgradeRows.steps(upgrade));
    }

    Preview preview(Request request, Set<Long> before) {
        sql.queryForList(SQL.of("later-upgrades"), Map.of("upgrade", request.upgrade()), Long.class).stream()
                .filter(later -> !before.contains(later))
                .findFirst()
                .ifPresent(later -> {
                    throw conflict("Upgrade " + later + " of the same cluster is newer; roll that back first.");
                });
        var stages = upgradeRows.stages(request.upgrade());
        var to = request.to() == null ? stages.get(0) : named(request, stages);
        var rows = upgradeRows.steps(request.upgrade());
        onlyWayBack(request, to, stages, rows);
        var rollback = Rollback.to(to.number(), rows);
        if (rollback.undone().isEmpty() && rows.stream().anyMatch(row -> row.state() == Rollback.State.UNDONE)) {
            throw conflict(
                    "Upgrade " + request.upgrade() + " is already rolled back to before stage " + to.name() + ".");
        }
        return new Preview(request.upgrade(), to.name(), rollback);
    }

    private static void onlyWayBack(
            Request request, UpgradeRows.Stage to, List<UpgradeRows.Stage> stages, List<Rollback.Row> rows) {
        for (var stage : stages) {
            if (!stage.happened(rows)) {
                continue;
            }
            if (stage.forGood() != null && stage.happenedForGood(rows)) {
                throw conflict("A step of stage " + stage.name() + " that can't be undone has run: " + stage.forGood()
                        + ". The upgrade can't be rolled back any more.");
            }
            var nearest = stages.stream()
                    .filter(other -> other.name().equals(stage.backTo()))
                    .findFirst()
                    .orElse(stages.get(0));
            if (stage.backTo() != null && to.number() < nearest.number()) {
                throw conflict("Stage " + stage.name() + " has begun; roll that back first with 'octane rollback "
                        + request.upgrade() + " --to " + nearest.name() + "'.");
            }
        }
    }

    private static UpgradeRows.Stage named(Request request, List<UpgradeRows.Stage> stages) {
        return stages.stream()
                .filter(stage -> stage.name().equals(request.to()))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.INVALID,
                        "Upgrade " + request.upgrade() + " has no stage '" + request.to() + "'; it has "
                                + stages.stream().map(UpgradeRows.Stage::name).collect(Collectors.joining(", "))
                                + "."));
    }

    private static String stays(Rollback.Row row) {
        return row.stage() + " " + row.name() + " " + row.nodes() + ": "
                + Optional.ofNullable(row.irreversible()).orElse("it prepared a step that can't be undone");
    }

    private static Refusal conflict(String sentence) {
        return new Refusal(Refusal.Kind.CONFLICT, sentence);
    }

    private Map<String, Object> values(long upgrade) {
        return new HashMap<>(Map.of("upgrade", upgrade, "now", SqlTime.of(clock.instant())));
    }
}
