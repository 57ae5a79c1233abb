package org.octane.server.instance;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.octane.failure.StartFailure;
import org.octane.sql.Database;
import org.octane.sql.SqlFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The row of this server, and what there is of others. */
final class Instances {

    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final SqlFiles SQL = new SqlFiles("server/instance");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Self self;
    private final CloudName cloud;
    private final Duration lease;

    Instances(Database octane, Clock clock, Self self, CloudName cloud, Duration lease) {
        this.sql = octane.sql();
        this.transaction = octane.transaction();
        this.clock = clock;
        this.self = self;
        this.cloud = cloud;
        this.lease = lease;
    }

    /**
     * What was found.
     *
     * @param inTheWay with one of these this server has no row: their queues are apart from its own, or they work for its cloud by the name
     *     that it had before
     */
    record Found(List<Other> others, List<Other> inTheWay) {}

    /**
     * Takes this server's row if the database is its cloud's, and all that are there share its broker.
     *
     * @throws StartFailure if it is another cloud's; nothing was changed then
     */
    Found take() {
        return transaction.execute(status -> {
            sql.queryForList(SQL.of("turn"), Map.of());
            var named = cloud();
            cloud.require(named);
            sql.update(SQL.of("forget-gone"), values());
            var others = others();
            var renamed = named != null && !named.equals(cloud.name());
            var inTheWay = others.stream()
                    .filter(other -> other.isApartFrom(self.broker()) || renamed && other.here())
                    .toList();
            if (inTheWay.isEmpty()) {
                name(named);
                sql.update(SQL.of("take"), values());
            }
            return new Found(others, inTheWay);
        });
    }

    /** @return null: no server has said yet for which it is */
    String cloud() {
        return sql.queryForList(SQL.of("cloud"), Map.of(), String.class).stream()
                .findFirst()
                .orElse(null);
    }

    private void name(String before) {
        if (before == null) {
            sql.update(SQL.of("name-cloud"), values());
        } else if (!before.equals(cloud.name())) {
            sql.update(SQL.of("rename-cloud"), values());
            LOG.atWarn()
                    .log(
                            "The database was that of {}; it is that of {} from now on",
                            CloudName.called(before),
                            CloudName.called(cloud.name()));
        }
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
                .addValue("cloud", cloud.name())
                .addValue("release", self.release())
                .addValue("schema", self.schemaNumber())
                .addValue("steps", self.steps().toArray(String[]::new))
                .addValue("now", now)
                .addValue("until", now.plus(lease));
    }
}
