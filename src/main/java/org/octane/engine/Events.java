package org.octane.engine;

import java.time.Clock;
import java.util.HashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Every change of state, with time, actor and reason; written in the transaction of the change. */
final class Events {

    static final String ENGINE = "engine";

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;

    Events(NamedParameterJdbcTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void ofUpgrade(long upgrade, String actor, String status, String message) {
        write(upgrade, null, null, actor, "upgrade", status, message);
        LOG.atInfo()
                .addKeyValue("upgrade", upgrade)
                .addKeyValue("actor", actor)
                .addKeyValue("status", status)
                .log(message == null ? "Upgrade changed" : message);
    }

    void ofStep(Claim claim, String status, String message) {
        write(claim.upgrade(), claim.step(), claim.attempt(), ENGINE, "step", status, message);
        LOG.atInfo()
                .addKeyValue("upgrade", claim.upgrade())
                .addKeyValue("stage", claim.stage())
                .addKeyValue("step", claim.step())
                .addKeyValue("name", claim.name())
                .addKeyValue("nodes", claim.nodes())
                .addKeyValue("attempt", claim.attempt())
                .addKeyValue("status", status)
                .log(message == null ? "Step changed" : message);
    }

    void ofStep(long upgrade, long step, Integer attempt, String actor, String status, String message) {
        write(upgrade, step, attempt, actor, "step", status, message);
        LOG.atInfo()
                .addKeyValue("upgrade", upgrade)
                .addKeyValue("step", step)
                .addKeyValue("actor", actor)
                .addKeyValue("status", status)
                .log(message);
    }

    private void write(
            long upgrade, Long step, Integer attempt, String actor, String kind, String status, String message) {
        var values = new HashMap<String, Object>();
        values.put("upgrade", upgrade);
        values.put("step", step);
        values.put("attempt", attempt);
        values.put("actor", actor);
        values.put("kind", kind);
        values.put("status", status);
        values.put("message", message);
        values.put("now", Times.of(clock.instant()));
        sql.update(Sql.of("insert-event"), values);
    }
}
