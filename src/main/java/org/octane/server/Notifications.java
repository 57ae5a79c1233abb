package org.octane.server;

import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import org.octane.nailgun.Notifier;
import org.octane.nailgun.Updates;

/**
 * Shows what the engine reports to Fuel's users, as notifications of Nailgun. An update of which a step has failed for good is over
 * for them, until a person goes on with it.
 */
public final class Notifications {

    private final Notifier nailgun;
    private final Updates updates;
    private final LongPredicate waits;
    private final IntPredicate inPlace;

    /**
     * @param waits whether a dead letter still waits for a person: the message may have been late
     * @param inPlace whether a cluster is in upgrade in place; how far that is, is shown then
     */
    Notifications(Notifier nailgun, Updates updates, LongPredicate waits, IntPredicate inPlace) {
        this.nailgun = nailgun;
        this.updates = updates;
        this.waits = waits;
        this.inPlace = inPlace;
    }

    public void raise(Map<String, Object> notification) {
        var cluster = (Integer) notification.get("cluster_id");
        nailgun.notifyOnce(
                (String) notification.get("topic"),
                (String) notification.get("message"),
                cluster == null || cluster == 0 ? null : cluster,
                null);
        if (notification.get("dead_letter") instanceof Number letter && waits.test(letter.longValue())) {
            if (!inPlace.test(cluster)) {
                updates.fail(cluster, (String) notification.get("cause"));
            }
        }
    }
}
