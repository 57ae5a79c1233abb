package org.octane.engine.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.octane.engine.create.PlanInput;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.Repertoire;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.view.UpgradeViews;
import org.octane.failure.Code;
import org.octane.plan.Budget;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.AtOnce;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes how many nodes of a role may be away at once, and how many may fail, while an upgrade runs. The answer is the upgrade as JSON, in the shape of the
 * contract.
 */
public final class Limits {

    private static final int TIMES = 5;

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Repertoire repertoire;
    private final Planner planner;
    private final Events events;
    private final UpgradeProgress progress;
    private final UpgradeViews views;
    private final Room room;

    public Limits(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Repertoire repertoire,
            Planner planner,
            Events events,
            UpgradeProgress progress,
            UpgradeViews views,
            Room room) {
        this.sql = sql;
        this.transaction = transaction;
        this.repertoire = repertoire;
        this.planner = planner;
        this.events = events;
        this.progress = progress;
        this.views = views;
        this.room = room;
    }

    /**
     * @param limit how many may be away at once, null: as before
     * @param failures how many may have failed for good and hold only themselves, null: as before
     * @param reason kept with the event, may be null
     * @param ignored names of checks that may fail
     */
    public record Request(
            long upgrade,
            String role,
            AtOnce limit,
            Budget failures,
            String actor,
            String reason,
            List<String> ignored) {}

    /**
     * A limit holds from the next batch on, a budget for the next failure. Saying the same again changes nothing. Batches begin while the
     * cloud is asked whether it can do without those that come: then it is asked of the others.
     */
    public String change(Request request) {
        var asked = new ArrayList<Set<Integer>>();
        var ignored = new TreeSet<String>();
        for (int time = 0; time < TIMES; time++) {
            var tried = tried(request, asked, ignored);
            if (tried.answer() != null) {
                return tried.answer();
            }
            ignored.addAll(
                    room.mustBeThere(request, tried.options(), tried.unasked().stages()));
            asked.addAll(tried.unasked().together());
        }
        throw Refusal.conflict("Batches of upgrade " + request.upgrade()
                        + " begin while the cloud is asked whether it can do without more; try again.")
                .as(Code.WRONG_STATE);
    }

    /** @param answer null: nothing was changed, the cloud has to be asked about the batches of {@code unasked} first */
    private record Tried(String answer, PlanOptions options, OpenBatches.Unasked unasked) {}

    private Tried tried(Request request, List<Set<Integer>> asked, Set<String> ignored) {
        return transaction.execute(committing -> {
            views.upgrade(request.upgrade());
            var locked = LockedUpgrade.of(sql, request.upgrade());
            refuseWhatIsOver(locked);
            var rows = new BatchRows(sql, request.upgrade());
            refuseWhatIsNotUnderstood(locked, rows);
            var before = input(request, rows);
            var options = before.options().limited(request.role(), request.limit(), request.failures());
            if (!options.equals(before.options())) {
                var limited = before.with(options);
                var open = new OpenBatches(planner, rows, request.role());
                var unasked = open.unasked(before, limited, asked);
                if (!unasked.stages().isEmpty()) {
                    return new Tried(null, options, unasked);
                }
                var cut = cutAgain(request, open, before);
                if (request.failures() != null) {
                    open.budget(limited);
                }
                limited.keep(sql, request.upgrade());
                events.ofUpgrade(request.upgrade(), request.actor(), locked.status(), sentence(request, cut, ignored));
                progress.ready(request.upgrade());
            }
            return new Tried(views.upgrade(request.upgrade()), options, null);
        });
    }

    private static void refuseWhatIsOver(LockedUpgrade locked) {
        if (locked.over() || locked.endsAs() != null) {
            throw Refusal.conflict("Upgrade " + locked.upgrade() + " is " + locked.status()
                            + "; only the batches of one that goes forward are limited.")
                    .as(Code.WRONG_STATE);
        }
    }

    /** What is planned again here would be without whatever a newer release has put into the plan. */
    private void refuseWhatIsNotUnderstood(LockedUpgrade locked, BatchRows rows) {
        if (rows.needs() > repertoire.schemaNumber()) {
            throw PlanInput.ofNewerRelease(locked.upgrade());
        }
    }

    private PlanInput input(Request request, BatchRows rows) {
        var roles = rows.roles();
        if (!roles.contains(request.role())) {
            throw Refusal.invalid("Upgrade %d has no batches of role '%s'; it has %s."
                    .formatted(
                            request.upgrade(),
                            request.role(),
                            roles.isEmpty() ? "none" : "those of " + String.join(", ", roles)));
        }
        return PlanInput.of(sql, request.upgrade()).orElseThrow();
    }

    /** @return null: the limit is the same */
    private static OpenBatches.Cut cutAgain(Request request, OpenBatches open, PlanInput before) {
        var input = before.with(before.options().limited(request.role(), request.limit(), null));
        if (input.equals(before)) {
            return null;
        }
        var cut = open.cutAgain(input);
        if (cut.before() == 0) {
            throw Refusal.conflict("All batches of role " + request.role() + " of upgrade " + request.upgrade()
                            + " have begun; no limit holds for one that has.")
                    .as(Code.WRONG_STATE);
        }
        return cut;
    }

    private static String sentence(Request request, OpenBatches.Cut cut, Set<String> ignored) {
        var limit = cut == null
                ? ""
                : " of role %s at most %s may be away at once from the next batch on; %d to come, before %d."
                        .formatted(request.role(), request.limit(), cut.after(), cut.before());
        var budget = request.failures() == null
                ? ""
                : " so many nodes of role %s may fail from now on and hold only themselves: %s."
                        .formatted(request.role(), request.failures());
        return "Limit by " + request.actor() + ":" + limit + budget
                + (request.reason() == null ? "" : " " + request.reason().strip())
                + (ignored.isEmpty() ? "" : " Ignored: " + String.join("; ", ignored));
    }
}
