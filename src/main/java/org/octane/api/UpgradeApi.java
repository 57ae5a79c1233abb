package org.octane.api;

import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.octane.api.board.EventText;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.create.Upgrades;
import org.octane.engine.limit.Limits;
import org.octane.engine.operate.DeadSteps;
import org.octane.engine.operate.UpgradeLifecycle;
import org.octane.engine.undo.Rollbacks;
import org.octane.engine.view.UpgradeViews;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;

/** Calls the engine for the operations of the API that start, steer and undo upgrades. */
public final class UpgradeApi {

    // Until people log in, whoever reaches the loopback address and gives no name is the operator.
    private static final String SOMEBODY = "operator";

    private final Upgrades upgrades;
    private final UpgradeLifecycle lifecycle;
    private final DeadSteps deadSteps;
    private final Limits limits;
    private final Rollbacks rollbacks;
    private final UpgradeViews views;

    public UpgradeApi(
            Upgrades upgrades,
            UpgradeLifecycle lifecycle,
            DeadSteps deadSteps,
            Limits limits,
            Rollbacks rollbacks,
            UpgradeViews views) {
        this.upgrades = upgrades;
        this.lifecycle = lifecycle;
        this.deadSteps = deadSteps;
        this.limits = limits;
        this.rollbacks = rollbacks;
        this.views = views;
    }

    public String create(@Body Map<String, Object> body) {
        return upgrades.create(request(body));
    }

    public PlanView plan(@Body Map<String, Object> body) {
        var preview = upgrades.plan(request(body));
        var plan = preview.plan();
        return new PlanView(
                plan.strategy(),
                preview.original(),
                preview.release(),
                preview.now(),
                preview.then(),
                plan.estimate().toSeconds(),
                PlanView.ClosedView.of(plan),
                plan.stages().stream().map(PlanView.StageView::of).toList(),
                preview.preflight().stream().map(PlanView.FindingView::of).toList());
    }

    public String retryStep(
            @Header("upgrade_id") long upgrade, @Header("step_id") long step, @Body Map<String, String> body) {
        return deadSteps.retry(upgrade, step, person(body));
    }

    public String retryDeadLetter(@Header("dead_letter_id") long id, @Body Map<String, String> body) {
        return deadSteps.retryDeadLetter(id, person(body));
    }

    public String pause(@Header("upgrade_id") long upgrade, @Body Map<String, String> body) {
        return lifecycle.pause(upgrade, person(body));
    }

    public String resume(@Header("upgrade_id") long upgrade, @Body Map<String, String> body) {
        return lifecycle.resume(upgrade, person(body));
    }

    public String approve(@Header("upgrade_id") long upgrade, @Body Map<String, Object> body) {
        var step = (Number) body.get("step_id");
        var seen = new UpgradeLifecycle.Gate(step == null ? null : step.longValue(), (String) body.get("message"));
        return lifecycle.approve(upgrade, seen, person(body), (String) body.get("reason"));
    }

    public String limit(@Header("upgrade_id") long upgrade, @Body Map<String, Object> body) {
        var limit = body.get("max_unavailable");
        var failures = body.get("failures");
        if (limit == null && failures == null) {
            throw Refusal.invalid("Nothing to change: max_unavailable, failures, or both are to be named.");
        }
        return limits.change(new Limits.Request(
                upgrade,
                (String) body.get("role"),
                limit == null ? null : RequestedHolds.atOnce(limit),
                failures == null ? null : RequestedHolds.failures(failures),
                person(body),
                (String) body.get("reason"),
                strings(body.get("ignore"))));
    }

    public String abort(@Header("upgrade_id") long upgrade, @Body Map<String, String> body) {
        return lifecycle.abort(upgrade, person(body));
    }

    public String rollback(@Header("upgrade_id") long upgrade, @Body Map<String, Object> body) {
        return rollbacks.start(wayBack(upgrade, body));
    }

    public RollbackView planRollback(@Header("upgrade_id") long upgrade, @Body Map<String, Object> body) {
        return RollbackView.of(rollbacks.plan(wayBack(upgrade, body)));
    }

    public String skipStep(
            @Header("upgrade_id") long upgrade, @Header("step_id") long step, @Body Map<String, String> body) {
        return deadSteps.skip(upgrade, step, person(body), body.get("reason"));
    }

    public String discardDeadLetter(@Header("dead_letter_id") long id, @Body Map<String, String> body) {
        return deadSteps.discardDeadLetter(id, person(body), body.get("reason"));
    }

    /** Events so far, for programs that send messages: an answer that goes on is for HTTP alone. */
    public String events(@Header("upgrade_id") long upgrade, @Header("Last-Event-ID") Long last) {
        return EventText.FIRST + EventText.of(views.events(upgrade, last == null ? 0 : last));
    }

    private static Rollbacks.Request wayBack(long upgrade, Map<String, Object> body) {
        return new Rollbacks.Request(
                upgrade, (String) body.get("to"), Boolean.TRUE.equals(body.get("accept_irreversible")), person(body));
    }

    private static UpgradeRequest request(Map<String, Object> body) {
        return new UpgradeRequest(
                (Integer) body.get("original_cluster_id"),
                (Integer) body.get("release_id"),
                (Integer) body.get("seed_cluster_id"),
                (String) body.get("name"),
                options(
                        (String) body.getOrDefault("strategy", "side-by-side"),
                        integers(body.get("controllers")),
                        strings(body.get("stages")),
                        integers(body.get("nodes")),
                        map(body.get("options"))),
                strings(body.get("ignore")),
                person(body));
    }

    static PlanOptions options(
            String strategy, List<Integer> controllers, List<String> stages, List<Integer> nodes, Map<?, ?> options) {
        return new PlanOptions(
                strategy,
                controllers,
                stages,
                nodes,
                !Boolean.FALSE.equals(options.get("live_migration")),
                Boolean.TRUE.equals(options.get("interactive")),
                new RequestedHolds(options).holds());
    }

    static String person(Map<?, ?> body) {
        var person = (String) body.get("person");
        return person == null ? SOMEBODY : person.strip();
    }

    static Map<?, ?> map(Object value) {
        return value == null ? Map.of() : (Map<?, ?>) value;
    }

    private static List<Integer> integers(Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(Integer.class::cast).toList();
    }

    static List<String> strings(Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String.class::cast).toList();
    }
}
