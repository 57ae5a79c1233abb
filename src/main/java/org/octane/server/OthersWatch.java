package org.octane.server;

import java.util.UUID;
import java.util.function.Predicate;
import org.octane.nailgun.Nailgun;

/** Tells Fuel's users, once each, what somebody else does to a cluster that is in upgrade. */
public final class OthersWatch {

    private final Nailgun nailgun;
    private final Predicate<UUID> own;

    /** @param own whether a task of Nailgun is one of Octane's */
    OthersWatch(Nailgun nailgun, Predicate<UUID> own) {
        this.nailgun = nailgun;
        this.own = own;
    }

    public void look() {
        var versions = nailgun.versions();
        for (int cluster : versions.clustersInUpgrade()) {
            for (var sentence : versions.others(cluster, own)) {
                nailgun.notifier().notifyOnce("warning", sentence, cluster, null);
            }
        }
    }
}
