package org.octane.engine.limit;

import java.util.TreeMap;
import java.util.stream.Collectors;
import org.octane.engine.create.PlanInput;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.Repertoire;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.view.UpgradeViews;
import org.octane.failure.Code;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.AtOnce;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes how many nodes of a role may be away at once while an upgrade runs. The answer is the upgrade as JSON, in the shape of the
 * contract.
 */
public final class Limits {

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Repertoire repertoire;
    private final Planner planner;
    private final Events events;
    private final UpgradeProgress progress;
    private final UpgradeViews views;

    public Limits(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Repertoire repertoire,
            Planner planner,
            Events events,
            UpgradeProgress progress,
            UpgradeViews views) {
        this.sql = sql;
        this.transaction = transaction;
        this.repertoire = repertoire;
        this.planner = planner;
        this.events = events;
        this.progress = progress;
        this.views = views;
    }

    /** @param reason kept with the event, may be null */
    public record Request(long upgrade, String role, AtOnce limit, String actor, String reason) {}

    /** It holds from the next batch on. Saying the same again changes nothing. */
    public String change(Request request) {
        return transaction.execute(committing -> {
            views.upgrade(request.upgrade());
            var locked = LockedUpgrade.of(sql, request.upgrade());
            refuseWhatIsOver(locked);
            var rows = new BatchRows(sql, request.upgrade());
            refuseWhatIsNotUnderstood(locked, rows);
            var input = input(request, rows);
            var options = input.options().limited(request.role(), request.limit());
            if (!options.equals(input.options())) {
                var cut = cutAgain(request, rows, input.with(options));
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

    /** Stage by stage, the last one first: what comes after batches that are cut again moves. */
    private Cut cutAgain(Request request, BatchRows rows, PlanInput input) {
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
        return "%s: of role %s at most %s may be away at once from the next batch on; %d to come, before %d.%s"
                .formatted(
                        "Limit by " + request.actor(),
                        request.role(),
                        request.limit(),
                        cut.after(),
                        cut.before(),
                        request.reason() == null ? "" : " " + request.reason().strip());
    }
}
