package org.octane.api;

import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.create.Upgrades;
import org.octane.engine.operate.DeadSteps;
import org.octane.nailgun.ClusterUpgrades;
import org.octane.nailgun.Updates;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;

/**
 * Nailgun's call that updates a cluster: an upgrade of strategy {@code patch}, or the one that has failed on its way to the same
 * release, which goes on where it failed.
 */
public final class UpdateApi {

    private static final String STRATEGY = "patch";
    private static final String CUT_OFF = "The call that began it was cut off; nothing was done.";

    private final Upgrades upgrades;
    private final DeadSteps deadSteps;
    private final Updates nailgun;
    private final ClusterUpgrades inPlace;
    private final InPlaceApi inPlaceApi;

    public UpdateApi(
            Upgrades upgrades, DeadSteps deadSteps, Updates nailgun, ClusterUpgrades inPlace, InPlaceApi inPlaceApi) {
        this.upgrades = upgrades;
        this.deadSteps = deadSteps;
        this.nailgun = nailgun;
        this.inPlace = inPlace;
        this.inPlaceApi = inPlaceApi;
    }

    /**
     * The upgrade is committed before Nailgun's rows: whoever dies in between leaves the rest to its first step. Nailgun's own client
     * knows this call alone, for whichever release is pending: one of a new OpenStack is reached in place.
     *
     * @param body may be empty, and anything but an object, which is left alone as Nailgun does
     * @return id of Nailgun's task
     */
    public int start(@Header("cluster_id") int cluster, @Body Object body) {
        Map<?, ?> asked = body instanceof Map<?, ?> map ? map : Map.of();
        if (asked.get("pending_release_id") == null && inPlace.isPending(cluster)) {
            return inPlaceApi.start(cluster, null, body);
        }
        int release = nailgun.target(cluster, id(asked.get("pending_release_id")));
        var person = UpgradeApi.person(asked);
        var failed = upgrades.failedUpdate(cluster, release);
        if (failed.isPresent()) {
            // Whether it may go on now.
            nailgun.cloud(cluster, release);
            deadSteps.retryAll(failed.get(), person);
            return nailgun.goOn(cluster);
        }
        if (upgrades.isIdle(cluster)) {
            nailgun.fail(cluster, CUT_OFF);
        }
        upgrades.create(new UpgradeRequest(
                cluster,
                release,
                null,
                null,
                new PlanOptions(STRATEGY, List.of(), List.of(), List.of(), null, true, false),
                UpgradeApi.strings(asked.get("ignore")),
                person));
        return nailgun.begin(cluster, release);
    }

    /** The contract says integer: not each is an id. */
    private static Integer id(Object value) {
        if (value == null || value instanceof Integer) {
            return (Integer) value;
        }
        throw Refusal.invalid("%s is no id".formatted(value));
    }
}
