package org.octane.server;

import java.util.Map;
import org.octane.nailgun.Notifier;

/** Shows what the engine reports to Fuel's users, as notifications of Nailgun. */
public final class Notifications {

    private final Notifier nailgun;

    Notifications(Notifier nailgun) {
        this.nailgun = nailgun;
    }

    public void raise(Map<String, Object> notification) {
        var cluster = (Integer) notification.get("cluster_id");
        nailgun.notifyOnce(
                (String) notification.get("topic"),
                (String) notification.get("message"),
                cluster == null || cluster == 0 ? null : cluster,
                null);
    }
}
