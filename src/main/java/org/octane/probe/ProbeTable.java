package org.octane.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.octane.sql.Database;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What was measured, in Octane's database; only who has the lease of an upgrade writes. */
public final class ProbeTable {

    private static final SqlFiles SQL = new SqlFiles("probe");
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final Database octane;
    private final NamedParameterJdbcTemplate sql;
    private final Clock clock;
    private final String instance;

    public ProbeTable(Database octane, Clock clock, String instance) {
        this.octane = octane;
        this.sql = octane.sql();
        this.clock = clock;
        this.instance = instance;
    }

    record Active(long upgrade, int cluster, boolean runs) {}

    /** In the shape of the contract. */
    public String outages(long upgrade) {
        return sql.queryForObject(
                SQL.of("outages"), Map.of("upgrade", upgrade, "now", time(clock.instant())), String.class);
    }

    /** Upgrades that are not over. */
    List<Active> active() {
        return sql.query(SQL.of("active"), (row, i) -> new Active(row.getLong(1), row.getInt(2), row.getBoolean(3)));
    }

    /** @return whether this instance is the one that probes */
    boolean lease(long upgrade) {
        var now = clock.instant();
        return sql.update(
                        SQL.of("take-lease"),
                        Map.of("upgrade", upgrade, "owner", instance, "until", time(now.plus(LEASE)), "now", time(now)))
                == 1;
    }

    void release(long upgrade) {
        sql.update(SQL.of("drop-lease"), Map.of("upgrade", upgrade, "owner", instance));
    }

    /** Goes on with what an earlier watch has left, if there was one. */
    void load(long upgrade, Measured measured) {
        var values = Map.of("upgrade", upgrade, "name", measured.target().name());
        octane.transaction().executeWithoutResult(status -> {
            sql.update(SQL.of("end-open"), values);
            sql.query(SQL.of("target"), values, row -> {
                measured.series()
                        .goOn(
                                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                                row.getLong("samples"),
                                row.getLong("answered"),
                                Duration.ofMillis(row.getLong("down_ms")),
                                row.getBoolean("total_paused"));
            });
        });
    }

    void save(long upgrade, List<Measured> all) {
        for (var measured : all) {
            var series = measured.series();
            var unsaved = series.unsaved();
            if (series.last() != null) {
                octane.transaction().executeWithoutResult(status -> save(upgrade, measured, unsaved));
                series.saved(unsaved);
            }
        }
    }

    private void save(long upgrade, Measured measured, List<Interval> intervals) {
        var series = measured.series();
        var values = new HashMap<String, Object>();
        values.put("upgrade", upgrade);
        values.put("name", measured.target().name());
        values.put("kind", measured.target().kind().word());
        values.put("address", measured.target().address());
        values.put("node", measured.target().from());
        values.put("last", time(series.last()));
        values.put("samples", series.samples());
        values.put("answered", series.answered());
        values.put("paused", series.totalPaused());
        sql.update(SQL.of("save-target"), values);
        for (var interval : intervals) {
            var of = new HashMap<String, Object>();
            of.put("upgrade", upgrade);
            of.put("name", measured.target().name());
            of.put("kind", interval.kind().name().toLowerCase(Locale.ROOT));
            of.put("from", time(interval.from()));
            of.put("to", interval.to() == null ? null : time(interval.to()));
            of.put("paused", interval.paused());
            sql.update(SQL.of("save-interval"), of);
        }
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
