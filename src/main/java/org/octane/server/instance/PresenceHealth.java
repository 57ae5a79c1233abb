package org.octane.server.instance;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.springframework.dao.DataAccessException;

/** Whether this server may work beside all others on its database, and which there are. */
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
            result.message(servers()).up();
        } else {
            result.message(fault).down();
        }
    }

    private String servers() {
        try {
            return presence.servers();
        } catch (DataAccessException e) {
            return "The database does not say which others there are";
        }
    }

    /** A restart would be refused: a person has to decide which server shall work. */
    @Override
    public boolean isLiveness() {
        return false;
    }
}
