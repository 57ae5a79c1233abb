package org.octane.server.instance;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether some server that is there knows each step that waits for one. */
final class StepsHealth extends AbstractHealthCheck {

    private final Presence presence;

    StepsHealth(Presence presence) {
        super("octane", "octane-steps");
        this.presence = presence;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        var stuck = presence.stuck();
        if (stuck == null) {
            result.up();
        } else {
            result.message(stuck).down();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    /** This server answers, and works for all other upgrades. */
    @Override
    public boolean isReadiness() {
        return false;
    }
}
