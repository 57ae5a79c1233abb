package org.octane.engine.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.engine.create.PlanInput;
import org.octane.engine.state.Events;
import org.octane.engine.state.LockedUpgrade;
import org.octane.engine.state.Repertoire;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.view.UpgradeViews;
import org.octane.failure.Code;
import org.octane.plan.Plan;
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
            Integer failures,
            String actor,
            String reason,
            List<String> ignored) {}

    /**
     * A limit holds from the next batch on, a budget for the next failure. Saying the same again changes nothing. Batches begin while the
     * cloud is asked whether it can do without those that come: then it is asked of the others.
     */
    public String change(Request request) {
        var asked = new ArrayList<List<Integer>>();
        var ignored = new TreeSet<String>();
        for (int time = 0; time < TIMES; time++) {
            var unasked = new ArrayList<Plan.Stage>();
            var input = new AtomicReference<PlanInput>();
            var answer = changed(request, asked, ignored, unasked, input);
            if (answer != null) {
                return answer;
            }
            ignored.addAll(room.mustBeThere(request, input.get().options(), unasked));
            unasked.forEach(stage -> stage.batches().forEach(batch -> asked.add(batch.nodes())));
        }
        throw Refusal.conflict("Batches of upgrade " + request.upgrade()
                        + " begin while the cloud is asked whether it can do without more; try again.")
                .as(Code.WRONG_STATE);
    }

    /** @return null: nothing was changed, the cloud has to be asked about the batches of {@code unasked} first */
    private String changed(
            Request request,
            List<List<Integer>> asked,
            Set<String> ignored,
            List<Plan.Stage> unasked,
            AtomicReference<PlanInput> limited) {
        return transaction.execute(committing -> {
            views.upgrade(request.upgrade());
            var locked = LockedUpgrade.of(sql, request.upgrade());
            refuseWhatIsOver(locked);
            var rows = new BatchRows(sql, request.upgrade());
            refuseWhatIsNotUnderstood(locked, rows);
            var input = input(request, rows);
            var options = input.options().limited(request.role(), request.limit(), request.failures());
            if (!options.equals(input.options())) {
                limited.set(input.with(options));
                unasked.addAll(unasked(request, rows, input, limited.get(), asked));
                if (!unasked.isEmpty()) {
                    return null;
                }
                var cut = cutAgain(request, rows, input);
                spend(request, rows, limited.get());
                input.with(options).keep(sql, request.upgrade());
                events.ofUpgrade(request.upgrade(), request.actor(), locked.status(), sentence(request, cut, ignored));
                progress.ready(request.upgrade());
            }
            return views.upgrade(request.upgrade());
        });
    }

    /** Stages with batches of nodes that were never to be away together, with those that may have failed by then, and were not asked about. */
    private List<Plan.Stage> unasked(
            Request request, BatchRows rows, PlanInput before, PlanInput input, List<List<Integer>> asked) {
        var stages = new ArrayList<Plan.Stage>();
        open(request, rows).forEach((number, open) -> {
            var others = planner.again(input.cloud(), input.options(), rest(request, rows, number, open));
            boolean moreMayFail = failures(request, rows, input, number) > failures(request, rows, before, number);
            var known = Stream.concat(
                            moreMayFail ? Stream.empty() : open.stream().map(CutBatch::nodes), asked.stream())
                    .toList();
            boolean all = others.batches().stream()
                    .allMatch(batch -> known.stream().anyMatch(nodes -> nodes.containsAll(batch.nodes())));
            if (!all) {
                stages.add(others);
            }
        });
        return stages;
    }

    private static SortedMap<Integer, List<CutBatch>> open(Request request, BatchRows rows) {
        return rows.of(request.role()).stream()
                .filter(batch -> !batch.begun())
                .collect(Collectors.groupingBy(CutBatch::stageNumber, TreeMap::new, Collectors.toList()));
    }

    private static Planner.Rest rest(Request request, BatchRows rows, int number, List<CutBatch> open) {
        long begun = rows.of(request.role()).stream()
                .filter(batch -> batch.stageNumber() == number && batch.begun())
                .count();
        var nodes = open.stream().flatMap(batch -> batch.nodes().stream()).toList();
        return new Planner.Rest(rows.stage(number), request.role(), nodes, (int) begun, rows.units());
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

    /** What is dead already holds as before, until it is tried again. */
    private void spend(Request request, BatchRows rows, PlanInput input) {
        if (request.failures() == null) {
            return;
        }
        rows.of(request.role()).stream().map(CutBatch::stageNumber).distinct().forEach(number -> {
            rows.budget(number, request.role(), failures(request, rows, input, number));
        });
    }

    private int failures(Request request, BatchRows rows, PlanInput input, int stage) {
        return planner.failures(input.cloud(), input.options(), rows.stage(stage), request.role());
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
        var stages = new TreeMap<>(open(request, rows)).descendingMap();
        var cut = new Cut(0, 0);
        for (var stage : stages.entrySet()) {
            var open = stage.getValue();
            var others = planner.again(input.cloud(), input.options(), rest(request, rows, stage.getKey(), open));
            rows.replace(open, others, input.parameters());
            cut = cut.and(open.size(), others.batches().size());
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

    private static String sentence(Request request, Cut cut, Set<String> ignored) {
        var limit = cut == null
                ? ""
                : " of role %s at most %s may be away at once from the next batch on; %d to come, before %d."
                        .formatted(request.role(), request.limit(), cut.after(), cut.before());
        var budget = request.failures() == null
                ? ""
                : " so many nodes of role %s may fail from now on and hold only themselves: %d."
                        .formatted(request.role(), request.failures());
        return "Limit by " + request.actor() + ":" + limit + budget
                + (request.reason() == null ? "" : " " + request.reason().strip())
                + (ignored.isEmpty() ? "" : " Ignored: " + String.join("; ", ignored));
    }
}
