package org.octane.engine.view;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.engine.state.SqlTime;
import org.octane.failure.Code;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads upgrades, steps, dead letters and events, in the shapes of the contract; PostgreSQL makes the JSON. */
public final class UpgradeViews {

    private static final SqlFiles SQL = new SqlFiles("engine/view");

    private static final int MOST_EVENTS = 1_000;

    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;
    private final EventLog log;

    public UpgradeViews(NamedParameterJdbcTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.log = new EventLog(sql);
    }

    public record StepView(String status, String json) {}

    public record DeadLetterView(long id, long upgrade, long step, String status, String json) {

        /** @throws Refusal if it is closed already */
        public DeadLetterView open() {
            if (!status.equals("open")) {
                throw Refusal.conflict("Dead letter " + id + " is " + status + " already.")
                        .as(Code.WRONG_STATE);
            }
            return this;
        }
    }

    /**
     * @param limit null: 100
     * @param offset how many to leave out first; null: none
     */
    public String upgrades(Integer limit, Integer offset) {
        return list("upgrades", paged(upgradeValues(null), limit, offset));
    }

    public String upgrade(long id) {
        return one("upgrades", upgradeValues(id), "Upgrade with id " + id + " was not found.");
    }

    /** The newest one of a cluster by one of these strategies. */
    public Optional<String> newest(int original, List<String> strategies) {
        var values = Map.of("cluster", original, "strategies", strategies);
        return Optional.ofNullable(sql.queryForObject(SQL.of("newest-upgrade"), values, Long.class))
                .map(this::upgrade);
    }

    /**
     * @param status null, like stage and node: any
     * @param limit null: no limit
     * @param offset how many to leave out first; null: none
     */
    public String steps(long upgrade, String status, String stage, Integer node, Integer limit, Integer offset) {
        upgrade(upgrade);
        var values = stepValues(upgrade, null);
        values.put("status", status);
        values.put("stage", stage);
        values.put("node", node);
        return list("steps", paged(values, limit, offset));
    }

    public StepView step(long upgrade, long step) {
        var json = one("steps", stepValues(upgrade, step), "Upgrade " + upgrade + " has no step " + step + ".");
        var status = sql.queryForObject("SELECT status FROM step WHERE id = :step", Map.of("step", step), String.class);
        return new StepView(status, json);
    }

    /**
     * @param upgrade null: any
     * @param limit null: 1,000
     * @param offset how many to leave out first; null: none
     */
    public String deadLetters(Long upgrade, Integer limit, Integer offset) {
        return list("dead-letters", paged(deadLetterValues(upgrade, null), limit, offset));
    }

    public String letter(long id) {
        return deadLetter(id).json();
    }

    public DeadLetterView deadLetter(long id) {
        var json = one("dead-letters", deadLetterValues(null, id), "Dead letter with id " + id + " was not found.");
        return sql.queryForObject(
                "SELECT upgrade_id, step_id, status FROM dead_letter WHERE id = :id",
                Map.of("id", id),
                (row, i) -> new DeadLetterView(id, row.getLong(1), row.getLong(2), row.getString(3), json));
    }

    /** Events after the given one, oldest first, 1,000 at most. */
    public List<EventLog.Event> events(long upgrade, long after) {
        upgrade(upgrade);
        log.number();
        return log.after(upgrade, after, MOST_EVENTS);
    }

    /** For who follows the events as they come. */
    public EventLog log() {
        return log;
    }

    /**
     * The servers that work on this database, as far as their rows tell.
     *
     * @param limit null: 100
     * @param offset how many to leave out first; null: none
     */
    public String servers(Integer limit, Integer offset) {
        return list("servers", paged(upgradeValues(null), limit, offset));
    }

    private String list(String statement, Map<String, Object> values) {
        return "[" + String.join(",", sql.queryForList(SQL.of(statement), values, String.class)) + "]";
    }

    private String one(String statement, Map<String, Object> values, String absent) {
        var rows = sql.queryForList(SQL.of(statement), paged(values, null, null), String.class);
        if (rows.isEmpty()) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, absent);
        }
        return rows.get(0);
    }

    private static Map<String, Object> paged(Map<String, Object> values, Integer limit, Integer offset) {
        values.put("limit", limit);
        values.put("offset", offset);
        return values;
    }

    private Map<String, Object> upgradeValues(Long id) {
        var values = new HashMap<String, Object>();
        values.put("upgrade", id);
        values.put("now", SqlTime.of(clock.instant()));
        return values;
    }

    private static Map<String, Object> stepValues(long upgrade, Long step) {
        var values = new HashMap<String, Object>();
        values.put("upgrade", upgrade);
        values.put("step", step);
        values.put("status", null);
        values.put("stage", null);
        values.put("node", null);
        return values;
    }

    private static Map<String, Object> deadLetterValues(Long upgrade, Long id) {
        var values = new HashMap<String, Object>();
        values.put("upgrade", upgrade);
        values.put("id", id);
        return values;
    }
}
