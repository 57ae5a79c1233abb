package org.octane.engine;

import java.util.List;
import java.util.Set;
import org.octane.plan.Cloud;
import org.octane.plan.Plan;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;

/** Looks at the cloud and makes the plan; changes nothing. */
final class Plans {

    /** These concern no cluster. */
    private static final Set<String> MASTER_ONLY = Set.of("prepare", "cleanup-fuel");

    private static final Cloud NO_CLOUD = new Cloud(
            0,
            "the Fuel master",
            new Cloud.Release(0, "", "", ""),
            new Cloud.Release(0, "", "", ""),
            null,
            List.of(),
            List.of());

    private final Clouds clouds;

    Plans(Clouds clouds) {
        this.clouds = clouds;
    }

    record Planned(Cloud cloud, Plan plan) {}

    Planned of(UpgradeRequest request) {
        var stages = request.options().stages();
        boolean masterOnly = !stages.isEmpty() && MASTER_ONLY.containsAll(stages);
        if (request.original() == null && request.seed() == null) {
            if (!masterOnly) {
                throw new Refusal(Refusal.Kind.INVALID, "'original_cluster_id' is a required property");
            }
            return new Planned(NO_CLOUD, Planner.plan(NO_CLOUD, request.options()));
        }
        var cloud = clouds.of(request.original(), request.release(), request.seed());
        var plan = Planner.plan(cloud, request.options());
        if (cloud.seed() == null && !masterOnly && !stages.isEmpty() && !stages.contains("upgrade-env")) {
            Planner.known(request.options());
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "Cluster " + cloud.original() + " has no seed yet; the stage upgrade-env makes it.");
        }
        return new Planned(cloud, plan);
    }
}
