package org.octane.server.instance;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.octane.sql.Database;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The row of this server, and what there is of others. */
final class Instances {

    private static final SqlFiles SQL = new SqlFiles("server/instance");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Self self;
    private final Duration lease;

    Instances(Database octane, Clock clock, Self self, Duration lease) {
        this.sql = octane.sql();
        this.transaction = octane.transaction();
        this.clock = clock;
        this.self = self;
        this.lease = lease;
    }

    /** What was found: with one of them whose queues are apart from this server's, it has no row. */
    record Found(List<Other> others, List<Other> apart) {}

    /** Takes this server's row if all that are there share its broker. */
    Found take() {
        return transaction.execute(status -> {
            sql.queryForList(SQL.of("turn"), Map.of());
            sql.update(SQL.of("forget-gone"), values());
            var others = others();
            var apart = others.stream()
                    .filter(other -> other.isApartFrom(self.broker()))
                    .toList();
            if (apart.isEmpty()) {
                sql.update(SQL.of("take"), values());
            }
            return new Found(others, apart);
        });
    }

    /** @return false: there is no such row any more */
    boolean renew() {
        return sql.update(SQL.of("renew"), values()) == 1;
    }

    void leave() {
        sql.update(SQL.of("leave"), values());
    }

    List<Other> others() {
        return sql.query(
                SQL.of("others"),
                values(),
                (row, i) -> new Other(
                        row.getString("name"),
                        row.getString("broker"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        row.getString("release"),
                        row.getObject("schema_number", Integer.class),
                        row.getBoolean("here")));
    }

    /** @param longer than a message may take to those who know the step */
    List<LeftStep> left(Duration longer) {
        return sql.query(
                SQL.of("left"),
                values().addValue("before", clock.instant().minus(longer).atOffset(ZoneOffset.UTC)),
                (row, i) -> new LeftStep(
                        row.getString("stage"),
                        row.getString("name"),
                        row.getInt("needs"),
                        row.getBoolean("nobody"),
                        row.getLong("upgrade")));
    }

    private MapSqlParameterSource values() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return new MapSqlParameterSource("name", self.name())
                .addValue("broker", self.broker())
                .addValue("release", self.release())
                .addValue("schema", self.schemaNumber())
                .addValue("steps", self.steps().toArray(String[]::new))
                .addValue("now", now)
                .addValue("until", now.plus(lease));
    }
}
