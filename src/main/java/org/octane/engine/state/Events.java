package org.octane.engine.state;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.octane.sql.SqlFiles;
import org.octane.step.StepLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Writes every change of state with time, actor and reason, in the transaction of the change; and logs it. */
public final class Events {

    private static final SqlFiles SQL = new SqlFiles("engine/state");

    public static final String ENGINE = "engine";

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;
    private final EventSignal signal;

    public Events(NamedParameterJdbcTemplate sql, Clock clock, EventSignal signal) {
        this.sql = sql;
        this.clock = clock;
        this.signal = signal;
    }

    /** By whoever has written events with a statement of his own, in its transaction. */
    public void written() {
        signal.written();
    }

    public void ofUpgrade(long upgrade, String actor, String status, String message) {
        write(upgrade, null, null, actor, "upgrade", status, message);
        var context = StepLog.ofUpgrade(upgrade);
        try (context) {
            LOG.atInfo()
                    .addKeyValue("actor", actor)
                    .addKeyValue("status", status)
                    .log(message == null ? "The upgrade's status has changed" : message);
        }
    }

    /**
     * @param attempt null if it is of no attempt
     * @param message null if the status says all
     */
    public void ofStep(long upgrade, long step, Integer attempt, String actor, String status, String message) {
        var row = write(upgrade, step, attempt, actor, "step", status, message);
        var told =
                new Step(upgrade, step, (String) row.get("stage"), (String) row.get("name"), (String) row.get("nodes"));
        log(told, attempt, actor, status, message);
    }

    /** @param nodes null if it is of none */
    public record Step(long upgrade, long id, String stage, String name, String nodes) {}

    /** Of an event that a statement has written together with the change. */
    public static void log(Step step, Integer attempt, String actor, String status, String message) {
        var line = LOG.atInfo()
                .addKeyValue("upgrade", step.upgrade())
                .addKeyValue("stage", step.stage())
                .addKeyValue("step", step.id())
                .addKeyValue("name", step.name());
        if (step.nodes() != null) {
            line.addKeyValue("node", step.nodes());
        }
        if (attempt != null) {
            line.addKeyValue("attempt", attempt);
        }
        line.addKeyValue("actor", actor)
                .addKeyValue("status", status)
                .log(message == null ? "The step's status has changed" : message);
    }

    private Map<String, Object> write(
            long upgrade, Long step, Integer attempt, String actor, String kind, String status, String message) {
        var values = new HashMap<String, Object>();
        values.put("upgrade", upgrade);
        values.put("step", step);
        values.put("attempt", attempt);
        values.put("actor", actor);
        values.put("kind", kind);
        values.put("status", status);
        values.put("message", message);
        values.put("now", SqlTime.of(clock.instant()));
        var told = sql.queryForMap(SQL.of("insert-event"), values);
        signal.written();
        return told;
    }
}
