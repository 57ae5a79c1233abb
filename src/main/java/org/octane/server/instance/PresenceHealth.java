package org.octane.server.instance;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether this server shares a broker with all others on its database. */
final class PresenceHealth extends AbstractHealthCheck {

    private final Presence presence;

    PresenceHealth(Presence presence) {
        super("octane", "octane-instances");
        this.presence = presence;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        var fault = presence.fault();
        if (fault == null) {
            result.up();
        } else {
            result.message(fault).down();
        }
    }

    /** A restart would be refused: a person has to decide which server shall work. */
    @Override
    public boolean isLiveness() {
        return false;
    }
}
