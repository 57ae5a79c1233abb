package org.octane.engine.create;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.engine.state.Events;
import org.octane.engine.state.SqlTime;
import org.octane.engine.state.UpgradeProgress;
import org.octane.engine.undo.Rollbacks;
import org.octane.engine.view.UpgradeViews;
import org.octane.failure.Code;
import org.octane.plan.Cloud;
import org.octane.plan.Finding;
import org.octane.plan.Plan;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans an upgrade for an operator, or plans and starts it. The answer is JSON in the shape of the contract. */
public final class Upgrades {

    private static final SqlFiles SQL = new SqlFiles("engine/create");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Plans plans;
    private final PlanRows rows;
    private final Events events;
    private final UpgradeProgress progress;
    private final UpgradeViews views;
    private final Rollbacks rollbacks;

    public Upgrades(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            Plans plans,
            Events events,
            UpgradeProgress progress,
            UpgradeViews views,
            Rollbacks rollbacks) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.plans = plans;
        this.rows = new PlanRows(sql);
        this.events = events;
        this.progress = progress;
        this.views = views;
        this.rollbacks = rollbacks;
    }

    /**
     * What an upgrade would do, for the operator to read.
     *
     * @param now name and version of the release that the cluster has; null where only the Fuel master is concerned
     * @param then the same of the release that it goes to
     */
    public record Preview(int original, int release, String now, String then, Plan plan, List<Finding> preflight) {}

    public Preview plan(UpgradeRequest request) {
        var planned = plans.of(request);
        return new Preview(
                planned.cloud().original(),
                planned.cloud().target().id(),
                words(planned.cloud().release()),
                words(planned.cloud().target()),
                planned.plan(),
                plans.findings(request, planned));
    }

    /** Plans and starts; the answer is the upgrade. */
    public String create(UpgradeRequest request) {
        var planned = plans.of(request);
        int original = planned.cloud().original();
        var failed = active(original);
        failed.ifPresent(active -> checkReplaced(active, planned));
        // Before anything is written: the checks ask nodes, which takes time.
        var ignored = plans.cleared(request, planned);
        try {
            var created = transaction.execute(status -> {
                failed.ifPresent(active -> replace(active, request));
                return views.upgrade(insert(request, planned, ignored));
            });
            // On its own: it would make others who create an upgrade wait for the commit.
            sql.getJdbcTemplate().execute(SQL.of("analyze-plan"));
            return created;
        } catch (DuplicateKeyException e) {
            throw underWay(original);
        }
    }

    /** The update of this cluster to that release which has failed, and goes on when it is tried again. */
    public Optional<Long> failedUpdate(int cluster, int release) {
        return active(cluster)
                .filter(active ->
                        active.hasFailed() && active.release() == release && plans.isUpdate(active.strategy()))
                .map(ActiveUpgrade::id);
    }

    /** @param json as it is shown */
    public record Failed(long id, String json) {}

    /** The upgrade of this cluster by that strategy which has failed on its way forward, and goes on when it is tried again. */
    public Optional<Failed> failed(int cluster, String strategy) {
        return active(cluster)
                .filter(active -> active.hasFailed() && active.strategy().equals(strategy))
                .map(active -> new Failed(active.id(), views.upgrade(active.id())));
    }

    /** Whether the cluster is in no upgrade. */
    public boolean isIdle(int cluster) {
        return active(cluster).isEmpty();
    }

    private Optional<ActiveUpgrade> active(int original) {
        return sql
                .query(
                        SQL.of("active-upgrade"),
                        Map.of("original", original),
                        (row, i) -> new ActiveUpgrade(
                                row.getLong("id"),
                                row.getString("strategy"),
                                row.getString("status"),
                                row.getInt("release_id")))
                .stream()
                .findFirst();
    }

    /** What a failed update has left, an update to another release takes up. */
    private void checkReplaced(ActiveUpgrade active, Plans.Planned planned) {
        if (!active.hasFailed()
                || !plans.isUpdate(active.strategy())
                || !plans.isUpdate(planned.plan().strategy())) {
            throw underWay(planned.cloud().original());
        }
        if (active.release() == planned.cloud().target().id()) {
            throw Refusal.conflict("Upgrade %1$d to this release has failed and waits; go on with it: octane retry %1$d"
                            .formatted(active.id()))
                    .as(Code.UPGRADE_WAITS);
        }
    }

    private void replace(ActiveUpgrade failed, UpgradeRequest request) {
        if (active(request.original()).filter(failed::equals).isEmpty()) {
            throw underWay(request.original());
        }
        rollbacks.end(failed.id(), request.actor());
    }

    private static Refusal underWay(int original) {
        return Refusal.conflict(
                        original == 0
                                ? "Another upgrade of the Fuel master is running already."
                                : "Cluster " + original + " is being upgraded already.")
                .as(Code.UPGRADE_RUNS);
    }

    private long insert(UpgradeRequest request, Plans.Planned planned, List<Finding> ignored) {
        var cloud = planned.cloud();
        var values = new HashMap<String, Object>();
        values.put("name", plans.name(request, cloud, planned.plan().strategy()));
        values.put("strategy", planned.plan().strategy());
        values.put("original", cloud.original());
        values.put("seed", cloud.seed());
        values.put("release", cloud.target().id());
        values.put("actor", request.actor());
        values.put("from", words(cloud.release()));
        values.put("to", words(cloud.target()));
        values.put("octane", Upgrades.class.getPackage().getImplementationVersion());
        values.put("now", SqlTime.of(clock.instant()));
        long upgrade = sql.queryForObject(SQL.of("insert-upgrade"), values, Long.class);
        // During the pre-flight an upgrade that this one builds on may have been rolled back; from now on none can be.
        plans.inOrder(request, planned);
        var named = named(values, cloud, request);
        rows.insert(upgrade, planned.plan(), named);
        new PlanInput(cloud, request.options(), named).keep(sql, upgrade);
        events.ofUpgrade(upgrade, request.actor(), "running", "Started by " + request.actor() + ".");
        ignored.forEach(finding -> events.ofUpgrade(upgrade, request.actor(), "running", sentence(request, finding)));
        progress.ready(upgrade);
        return upgrade;
    }

    /** Null where only the Fuel master is concerned. */
    private static String words(Cloud.Release release) {
        return release.version().isEmpty() ? null : release.name() + " (" + release.version() + ")";
    }

    private static String sentence(UpgradeRequest request, Finding ignored) {
        return request.actor() + " ignored the pre-flight check " + ignored.check() + ": " + ignored.found();
    }

    /** What the operator has chosen is a parameter of every step; the release is known before there is a seed that has it. */
    private static Map<String, String> named(Map<String, Object> values, Cloud cloud, UpgradeRequest request) {
        var named = new HashMap<String, String>();
        named.put("upgrade_name", (String) values.get("name"));
        named.put("release_id", values.get("release").toString());
        named.put("target_version", cloud.target().version());
        var controllers = request.options().controllers();
        named.put(
                "controllers",
                String.join(" ", controllers.stream().map(String::valueOf).toList()));
        return named;
    }
}
