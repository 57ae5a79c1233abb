package org.octane.server.schema;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.sql.SqlFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Schema octane. Its migrations only add, so that servers of the release before go on working beside this one, and start again; what a newer
 * release has added is no concern of an older one. A migration that older servers can't live with says so (function
 * {@code require_servers}): it is not made while one of them works, and none starts after it.
 */
public final class OctaneSchema {

    private static final Logger LOG = LoggerFactory.getLogger(OctaneSchema.class);
    private static final SqlFiles SQL = new SqlFiles("server/schema");

    /** By which {@code require_servers} says that servers of an older release work on the database. */
    private static final String OLDER_SERVERS = "OC001";

    private static final Pattern NEEDED = Pattern.compile("older than schema number ([0-9]+)");

    private static final long LOOK_MILLIS = 200;

    private final DataSource source;
    private final Flyway flyway;

    public OctaneSchema(DataSource source) {
        this(source, "classpath:db/octane");
    }

    OctaneSchema(DataSource source, String... locations) {
        this.source = source;
        // All or none: what is refused leaves nothing behind, also of the migrations before it.
        flyway = Flyway.configure()
                .dataSource(source)
                .schemas("octane")
                .locations(locations)
                .group(true)
                .load();
    }

    /** The number of this release's newest migration, whatever the database has. */
    public int number() {
        return Arrays.stream(flyway.info().all())
                .filter(migration ->
                        migration.getVersion() != null && migration.getState().isResolved())
                .mapToInt(migration -> Integer.parseInt(migration.getVersion().getVersion()))
                .max()
                .orElseThrow();
    }

    /**
     * Makes the migrations that are missing. Servers of an older release that were killed, this one's predecessor among them, have their rows until
     * their leases are over: that is waited for, as long as none of them shows that it lives.
     *
     * @throws StartFailure if one of them lives that can't live with a migration; nothing was changed then
     */
    public void migrate() throws InterruptedException {
        var seen = new HashMap<String, Instant>();
        for (var needed = migrated(); needed.isPresent(); needed = migrated()) {
            var older = older(needed.getAsInt());
            if (seen.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("servers", names(older))
                        .log("The database can't be brought up to this release while servers of an older one may work;"
                                + " their rows are awaited");
            }
            var alive = older.stream()
                    .filter(server -> server.seen().isAfter(seen.computeIfAbsent(server.name(), name -> server.seen())))
                    .toList();
            if (!alive.isEmpty()) {
                throw new StartFailure(
                        Code.OLDER_SERVERS,
                        "This release changes the database so that older ones can't work on it, and one still does: "
                                + names(alive)
                                + ". Nothing was changed. End all servers of older releases, then start this one.");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** @return the schema number that all servers need, where some have a lower one; empty if all migrations are made */
    private OptionalInt migrated() {
        try {
            flyway.migrate();
            return OptionalInt.empty();
        } catch (FlywayException e) {
            var needed = needed(e);
            if (needed.isEmpty()) {
                throw e;
            }
            return needed;
        }
    }

    private static OptionalInt needed(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && OLDER_SERVERS.equals(sql.getSQLState())) {
                var number = NEEDED.matcher(sql.getMessage());
                return number.find() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    private record Older(String name, Instant seen) {}

    private List<Older> older(int needed) {
        return new JdbcTemplate(source)
                .query(
                        SQL.of("older-servers"),
                        (row, i) -> new Older(
                                row.getString("name"),
                                row.getTimestamp("seen_at").toInstant()),
                        needed);
    }

    private static String names(List<Older> servers) {
        return servers.stream().map(Older::name).collect(Collectors.joining(", "));
    }
}
