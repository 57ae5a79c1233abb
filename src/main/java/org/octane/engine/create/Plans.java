package org.octane.engine.create;

import java.util.List;
import org.octane.failure.Code;
import org.octane.plan.Cloud;
import org.octane.plan.Finding;
import org.octane.plan.Plan;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.plan.StageOrder;
import org.octane.plan.catalogue.PlanKind;
import org.octane.plan.catalogue.StageDefinition;

/** Looks at the cloud and makes the plan; changes nothing. */
public final class Plans {

    private static final Cloud NO_CLOUD = new Cloud(
            0,
            "the Fuel master",
            new Cloud.Release(0, "", "", ""),
            new Cloud.Release(0, "", "", ""),
            null,
            List.of(),
            List.of());

    private final Planner planner;
    private final Clouds clouds;
    private final ControlPlaneMove moved;
    private final StageRuns runs;
    private final Preflight preflight;

    public Plans(Planner planner, Clouds clouds, ControlPlaneMove moved, StageRuns runs, Preflight preflight) {
        this.planner = planner;
        this.clouds = clouds;
        this.moved = moved;
        this.runs = runs;
        this.preflight = preflight;
    }

    record Planned(Cloud cloud, Plan plan) {}

    /** What the pre-flight finds; it may take as long as its slowest check. */
    List<Finding> findings(UpgradeRequest request, Planned planned) {
        return preflight.of(planned.cloud(), planned.plan(), request.options(), request.ignored());
    }

    /**
     * Those that failed and are ignored.
     *
     * @throws Refusal if a check failed that nobody ignores
     */
    List<Finding> cleared(UpgradeRequest request, Planned planned) {
        var findings = findings(request, planned);
        var failed = findings.stream()
                .filter(finding -> finding.is(Finding.Result.FAILED))
                .map(finding -> finding.check() + ": " + finding.found() + " " + finding.remedy())
                .map(String::strip)
                .toList();
        if (!failed.isEmpty()) {
            throw Refusal.conflict(
                            "Pre-flight: the cloud is not fit for this upgrade, " + failed.size()
                                    + (failed.size() == 1 ? " check fails." : " checks fail."),
                            failed)
                    .as(Code.PREFLIGHT_FAILED);
        }
        return findings.stream()
                .filter(finding -> finding.is(Finding.Result.IGNORED))
                .toList();
    }

    Planned of(UpgradeRequest request) {
        if (request.original() == null && request.seed() == null) {
            if (!planner.masterOnly(request.options())) {
                throw new Refusal(Refusal.Kind.INVALID, "'original_cluster_id' is a required property");
            }
            return inOrder(request, new Planned(NO_CLOUD, planner.plan(NO_CLOUD, request.options())));
        }
        var cloud = cloud(request);
        var plan = planner.plan(cloud, request.options());
        var maker = planner.missingSeedMaker(request.options());
        if (cloud.seed() == null && maker.isPresent()) {
            throw Refusal.conflict(
                            "Cluster " + cloud.original() + " has no seed yet; the stage " + maker.get() + " makes it.")
                    .as(Code.NO_SEED);
        }
        moved.refuseStagesBefore(cloud.original(), plan);
        refuseTaken(request, cloud, plan);
        return inOrder(request, new Planned(cloud, plan));
    }

    /** The name of the cluster that is made, or of that which is upgraded. */
    String name(UpgradeRequest request, Cloud cloud, String strategy) {
        var name = hasSeed(strategy) ? cloud.name() + "-seed" : cloud.name();
        return request.name() == null ? name : request.name();
    }

    private void refuseTaken(UpgradeRequest request, Cloud cloud, Plan plan) {
        var name = name(request, cloud, plan.strategy());
        boolean makesSeed =
                plan.stages().stream().anyMatch(stage -> stage.definition().makesSeed());
        if (cloud.seed() == null && makesSeed && clouds.isTaken(name)) {
            throw Refusal.conflict("Environment with this name '" + name + "' already exists.");
        }
    }

    private Cloud cloud(UpgradeRequest request) {
        return switch (planner.kind(request.options().strategy())) {
            case UPGRADE -> clouds.of(request.original(), request.release(), request.seed());
            case UPDATE -> clouds.ofUpdate(withoutSeed(request, "An update"), request.release());
            case IN_PLACE -> clouds.ofInPlace(withoutSeed(request, "An upgrade in place"), request.release());
        };
    }

    private static int withoutSeed(UpgradeRequest request, String what) {
        if (request.original() == null || request.seed() != null) {
            throw Refusal.invalid(what + " has no seed; 'original_cluster_id' names the cluster.");
        }
        return request.original();
    }

    boolean isUpdate(String strategy) {
        return planner.kind(strategy) == PlanKind.UPDATE;
    }

    boolean hasSeed(String strategy) {
        return planner.kind(strategy) == PlanKind.UPGRADE;
    }

    /** @throws Refusal if a stage comes after one that has not succeeded */
    Planned inOrder(UpgradeRequest request, Planned planned) {
        var ofMaster = planner.catalogue().stages().values().stream()
                .filter(StageDefinition::ofMaster)
                .map(StageDefinition::name)
                .toList();
        new StageOrder(planner, planned.cloud(), request.options(), runs.of(planned.cloud(), ofMaster))
                .check(planned.plan());
        return planned;
    }
}
