package org.octane.engine.undo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.SqlTime;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.view.UpgradeViews;
import org.octane.plan.Refusal;
import org.octane.plan.Rollback;
import org.octane.sql.SqlFiles;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes upgrades back. Each step that has begun gets a step of its own that undoes it, so that the way back is claimed, tried
 * again, dead-lettered, watched and survives a crash like the way forward. Nothing is undone before what is under way has come
 * to its end; of that only casts are awaited, anything else that waits is stopped.
 */
public final class Rollbacks {

    private static final SqlFiles SQL = new SqlFiles("engine/undo");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Events events;
    private final UpgradeProgress progress;
    private final RollbackRows rows;
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
        this.views = views;
    }

    /**
     * @param to name of the stage to whose beginning it goes, null: of the first one
     * @param acceptIrreversible what can't be undone stays as it is
     */
    public record Request(long upgrade, String to, boolean acceptIrreversible, String actor) {}

    /** What a rollback would do. */
    public record Preview(long upgrade, String to, Rollback rollback) {}

    /** Changes nothing; what could not be undone is in it. */
    public Preview plan(Request request) {
        views.upgrade(request.upgrade());
        return preview(request);
    }

    /** @return the upgrade, rolling back */
    public String start(Request request) {
        return transaction.execute(committing -> {
            take(request);
            return views.upgrade(request.upgrade());
        });
    }

    private void take(Request request) {
        views.upgrade(request.upgrade());
        LockedUpgrade.of(sql, request.upgrade()).goesForward();
        var preview = preview(request);
        if (!preview.rollback().stays().isEmpty() && !request.acceptIrreversible()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "Not everything can be undone. Look at it with 'octane rollback " + request.upgrade()
                            + " --plan'; with --accept-irreversible the rest is taken back, and this stays.",
                    preview.rollback().stays().stream().map(Rollbacks::stays).toList());
        }
        begin(
                request.upgrade(),
                preview.rollback(),
                "rolled-back",
                request.actor(),
                "Taken back to before stage " + preview.to() + " by " + request.actor() + ".");
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
            throw conflict("Another upgrade of the same cluster runs; it has to end first.");
        }
        if (!rollback.goesOn().isEmpty()) {
            values.put("units", rollback.goesOn());
            sql.update(SQL.of("finish-groups"), values);
        }
        sql.update(SQL.of("unqueue-steps"), values);
        rows.insert(upgrade, rollback);
        sql.queryForList(SQL.of("stop-waiting"), values, Long.class)
                .forEach(step -> events.ofStep(
                        upgrade, step, null, Events.ENGINE, "failed", "Stopped, since the upgrade is taken back."));
        sql.update(SQL.of("discard-dead-letters"), values);
        events.ofUpgrade(upgrade, actor, "rolling-back", sentence);
        progress.ready(upgrade);
    }

    /** What an abort has to take back, or let come to its end, before the upgrade may end. */
    public Rollback toSafePoint(long upgrade) {
        return Rollback.toSafePoint(rows(upgrade));
    }

    private Preview preview(Request request) {
        var later = sql.queryForList(SQL.of("later-upgrades"), Map.of("upgrade", request.upgrade()), Long.class);
        if (!later.isEmpty()) {
            throw conflict("Upgrade " + later.get(0) + " of the same cluster came later; take that back first.");
        }
        var stages = stages(request.upgrade());
        var to = request.to() == null ? stages.get(0) : named(request, stages);
        var rows = rows(request.upgrade());
        onlyWayBack(request, to, stages, rows);
        var rollback = Rollback.to(to.number(), rows);
        if (rollback.undone().isEmpty() && rows.stream().anyMatch(row -> row.state() == Rollback.State.UNDONE)) {
            throw conflict(
                    "Upgrade " + request.upgrade() + " is taken back to before stage " + to.name() + " already.");
        }
        return new Preview(request.upgrade(), to.name(), rollback);
    }

    private static void onlyWayBack(Request request, Stage to, List<Stage> stages, List<Rollback.Row> rows) {
        for (var stage : stages) {
            if (!stage.happened(rows)) {
                continue;
            }
            if (stage.forGood() != null) {
                throw conflict("Stage " + stage.name() + " has begun: " + stage.forGood()
                        + ". Nothing is taken back any more.");
            }
            var nearest = stages.stream()
                    .filter(other -> other.name().equals(stage.backTo()))
                    .findFirst()
                    .orElse(stages.get(0));
            if (stage.backTo() != null && to.number() < nearest.number()) {
                throw conflict("Stage " + stage.name() + " has begun; take that back first with 'octane rollback "
                        + request.upgrade() + " --to " + nearest.name() + "' or 'octane rollback-control'.");
            }
        }
    }

    private static Stage named(Request request, List<Stage> stages) {
        return stages.stream()
                .filter(stage -> stage.name().equals(request.to()))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.INVALID,
                        "Upgrade " + request.upgrade() + " has no stage '" + request.to() + "'; it has "
                                + stages.stream().map(Stage::name).collect(Collectors.joining(", ")) + "."));
    }

    private record Stage(int number, String name, String backTo, String forGood) {

        boolean happened(List<Rollback.Row> rows) {
            return rows.stream().anyMatch(row -> row.stageNumber() == number && row.happened());
        }
    }

    private List<Stage> stages(long upgrade) {
        return sql.query(
                SQL.of("stages-of-plan"),
                Map.of("upgrade", upgrade),
                (row, i) -> new Stage(
                        row.getInt("number"),
                        row.getString("name"),
                        row.getString("back_to"),
                        row.getString("for_good")));
    }

    private List<Rollback.Row> rows(long upgrade) {
        return sql.query(SQL.of("steps-of-plan"), Map.of("upgrade", upgrade), (row, i) -> row(row));
    }

    private static Rollback.Row row(ResultSet row) throws SQLException {
        return new Rollback.Row(
                row.getLong("id"),
                row.getInt("stage_number"),
                row.getString("stage"),
                row.getInt("group_number"),
                row.getObject("unit", Integer.class),
                row.getString("name"),
                row.getString("title"),
                List.of((Integer[]) row.getArray("nodes").getArray()),
                state(row.getString("status"), row.getBoolean("begun")),
                row.getString("undo"),
                row.getString("irreversible"),
                row.getString("until"),
                Duration.ofSeconds(row.getInt("estimate_seconds")));
    }

    private static Rollback.State state(String status, boolean begun) {
        return switch (status) {
            case "succeeded", "skipped" -> Rollback.State.DONE;
            case "undone" -> Rollback.State.UNDONE;
            case "dead" -> Rollback.State.DEAD;
            default -> begun ? Rollback.State.BEGUN : Rollback.State.PENDING;
        };
    }

    private static String stays(Rollback.Row row) {
        return row.stage() + " " + row.name() + " " + row.nodes() + ": "
                + Optional.ofNullable(row.irreversible()).orElse("it only led up to what can't be undone");
    }

    private static Refusal conflict(String sentence) {
        return new Refusal(Refusal.Kind.CONFLICT, sentence);
    }

    private Map<String, Object> values(long upgrade) {
        return new HashMap<>(Map.of("upgrade", upgrade, "now", SqlTime.of(clock.instant())));
    }
}
