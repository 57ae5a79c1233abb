package org.octane.engine.limit;

import java.util.TreeMap;
import java.util.stream.Collectors;
import org.octane.engine.create.PlanInput;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.view.UpgradeViews;
import org.octane.failure.Code;
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

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Planner planner;
    private final Events events;
    private final UpgradeProgress progress;
    private final UpgradeViews views;

    public Limits(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Planner planner,
            Events events,
            UpgradeProgress progress,
            UpgradeViews views) {
        this.sql = sql;
        this.transaction = transaction;
        this.planner = planner;
        this.events = events;
        this.progress = progress;
        this.views = views;
    }

    /**
     * @param limit how many may be away at once, null: as before
     * @param failures how many may have failed for good and hold only themselves, null: as before
     * @param reason kept with the event, may be null
     */
    public record Request(long upgrade, String role, AtOnce limit, Integer failures, String actor, String reason) {}

    /** A limit holds from the next batch on, a budget for the next failure. Saying the same again changes nothing. */
    public String change(Request request) {
        return transaction.execute(committing -> {
            views.upgrade(request.upgrade());
            var locked = LockedUpgrade.of(sql, request.upgrade());
            refuseWhatIsOver(locked);
            var rows = new BatchRows(sql, request.upgrade());
            var input = input(request, rows);
            var cut = cutAgain(request, rows, input);
            var options = input.options().limited(request.role(), request.limit(), request.failures());
            if (!options.equals(input.options())) {
                spend(request, rows, input.with(options));
                input.with(options).keep(sql, request.upgrade());
                events.ofUpgrade(request.upgrade(), request.actor(), locked.status(), sentence(request, cut));
                progress.ready(request.upgrade());
            }
            return views.upgrade(request.upgrade());
        });
    }

    private static void refuseWhatIsOver(LockedUpgrade locked) {
        if (locked.over() || locked.endsAs() != null) {
            throw Refusal.conflict("Upgrade " + locked.upgrade() + " is " + locked.status()
                            + "; only the batches of one that goes forward are limited.")
                    .as(Code.WRONG_STATE);
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

    /** What is dead already holds as before, until it is tried again. */
    private void spend(Request request, BatchRows rows, PlanInput input) {
        if (request.failures() == null) {
            return;
        }
        rows.of(request.role()).stream().map(CutBatch::stageNumber).distinct().forEach(number -> {
            int failures = planner.failures(input.cloud(), input.options(), rows.stage(number), request.role());
            rows.budget(number, request.role(), failures);
        });
    }

    /**
     * Stage by stage, the last one first: what comes after batches that are cut again moves.
     *
     * @return null: the limit is the same
     */
    private Cut cutAgain(Request request, BatchRows rows, PlanInput before) {
        var input = before.with(before.options().limited(request.role(), request.limit(), null));
        if (input.equals(before)) {
            return null;
        }
        var all = rows.of(request.role());
        var stages =
                all.stream().collect(Collectors.groupingBy(CutBatch::stageNumber, TreeMap::new, Collectors.toList()));
        var cut = new Cut(0, 0);
        for (var number : stages.descendingKeySet()) {
            var open =
                    stages.get(number).stream().filter(batch -> !batch.begun()).toList();
            if (!open.isEmpty()) {
                int begun = stages.get(number).size() - open.size();
                var nodes =
                        open.stream().flatMap(batch -> batch.nodes().stream()).toList();
                var rest = new Planner.Rest(rows.stage(number), request.role(), nodes, begun, rows.units());
                var others = planner.again(input.cloud(), input.options(), rest);
                rows.replace(open, others, input.parameters());
                cut = cut.and(open.size(), others.batches().size());
            }
        }
        if (cut.before() == 0) {
            throw Refusal.conflict("All batches of role " + request.role() + " of upgrade " + request.upgrade()
                            + " have begun; no limit holds for one that has.")
                    .as(Code.WRONG_STATE);
        }
        return cut;
    }

    /** Batches that had not begun, and what they are now. */
    private record Cut(int before, int after) {

        Cut and(int more, int others) {
            return new Cut(before + more, after + others);
        }
    }

    private static String sentence(Request request, Cut cut) {
        var limit = cut == null
                ? ""
                : " of role %s at most %s may be away at once from the next batch on; %d to come, before %d."
                        .formatted(request.role(), request.limit(), cut.after(), cut.before());
        var budget = request.failures() == null
                ? ""
                : " so many nodes of role %s may fail from now on and hold only themselves: %d."
                        .formatted(request.role(), request.failures());
        return "Limit by " + request.actor() + ":" + limit + budget
                + (request.reason() == null ? "" : " " + request.reason().strip());
    }
}
