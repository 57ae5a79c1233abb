package org.octane.engine.view;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The events of upgrades in the order of their commits. Whoever reads goes on after the last position seen, and misses nothing: not
 * what was written earlier and committed later either.
 */
public final class EventLog {

    private static final SqlFiles SQL = new SqlFiles("engine/view");

    private final NamedParameterJdbcTemplate sql;

    EventLog(NamedParameterJdbcTemplate sql) {
        this.sql = sql;
    }

    /** @param data JSON */
    public record Event(long position, String kind, String data) {}

    /**
     * How far an upgrade's events are.
     *
     * @param over nothing more happens to it by itself
     * @param more whether there are events without a position
     */
    public record Head(long upgrade, boolean over, long position, boolean more) {

        /** Whether somebody who has seen all up to this position has seen the last one. */
        public boolean endsAt(long seen) {
            return over && !more && position <= seen;
        }
    }

    /** Gives what was committed since its positions. */
    public void number() {
        sql.update(SQL.of("number-events"), Map.of());
    }

    /** None of an upgrade that there is not. */
    public List<Head> heads(Collection<Long> upgrades) {
        return sql.query(
                SQL.of("heads-of-events"),
                Map.of("upgrades", upgrades),
                (row, i) -> new Head(row.getLong(1), row.getBoolean(2), row.getLong(3), row.getBoolean(4)));
    }

    /** Those that have a position after the given one, oldest first. */
    public List<Event> after(long upgrade, long position, int limit) {
        return sql.query(
                SQL.of("events"),
                Map.of("upgrade", upgrade, "after", position, "limit", limit),
                (row, i) -> new Event(row.getLong(1), row.getString(2), row.getString(3)));
    }
}
