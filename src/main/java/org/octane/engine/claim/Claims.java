package org.octane.engine.claim;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.octane.engine.state.Events;
import org.octane.engine.state.SeedClusters;
import org.octane.engine.state.SqlTime;
import org.octane.json.Json;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims queued steps for this instance, and renews the leases of its claims. */
public final class Claims {

    private static final SqlFiles SQL = new SqlFiles("engine/claim");

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String instance;
    private final Duration lease;
    private final Events events;
    private final SeedClusters seeds;
    private final ActiveClaims activeClaims;

    /**
     * @param instance name of this instance
     * @param lease how long a claim lasts without renewal
     */
    public Claims(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            String instance,
            Duration lease,
            Events events,
            SeedClusters seeds,
            ActiveClaims activeClaims) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.instance = instance;
        this.lease = lease;
        this.events = events;
        this.seeds = seeds;
        this.activeClaims = activeClaims;
    }

    /** Committed when it returns; null if another instance has the step, or if it may not run now. */
    public Object claim(long step) {
        var claimed = new AtomicReference<Claim>();
        try {
            transaction.executeWithoutResult(status -> taken(step).ifPresent(claim -> {
                claimed.set(claim);
                // Before the commit: the search for abandoned claims must not find this one.
                activeClaims.begins(claim);
            }));
        } catch (RuntimeException e) {
            Optional.ofNullable(claimed.get()).ifPresent(activeClaims::ends);
            throw e;
        }
        return claimed.get();
    }

    private Optional<Claim> taken(long step) {
        // A rollback at the same moment either finds this step begun, or keeps it from beginning.
        sql.queryForList(SQL.of("lock-upgrade-of-step"), Map.of("step", step));
        var claimed = sql
                .query(
                        SQL.of("claim"),
                        Map.of("step", step, "owner", instance, "lease", leaseEnd(), "now", now()),
                        (row, i) -> claim(row))
                .stream()
                .findFirst();
        claimed.filter(claim -> claim.waitedFor() == null)
                .ifPresent(claim -> events.ofStep(
                        claim.upgrade(),
                        claim.step(),
                        claim.attempt(),
                        Events.ENGINE,
                        "running",
                        claim.attempt() == 1 ? null : "Attempt " + claim.attempt()));
        return claimed;
    }

    /** Of the claims that this instance works on. */
    public void renew() {
        var held = List.copyOf(activeClaims.claims());
        if (!held.isEmpty()) {
            sql.update(
                    SQL.of("renew-leases"),
                    Map.of(
                            "owner",
                            instance,
                            "lease",
                            leaseEnd(),
                            "steps",
                            held.stream().map(ActiveClaims.Held::step).toArray(Long[]::new),
                            "fences",
                            held.stream().map(ActiveClaims.Held::fence).toArray(Long[]::new)));
        }
    }

    private Claim claim(ResultSet row) throws SQLException {
        long upgrade = row.getLong("upgrade_id");
        int original = row.getInt("original_cluster_id");
        return new Claim(
                upgrade,
                row.getLong("id"),
                row.getString("stage"),
                row.getString("step_stage"),
                row.getObject("undoes", Long.class),
                row.getString("name"),
                integers(row.getArray("nodes")),
                original,
                seeds.of(upgrade, original),
                Json.strings(row.getString("parameters")),
                Json.strings(row.getString("uses")),
                row.getInt("attempt"),
                row.getInt("max_attempts"),
                row.getLong("fence"),
                Duration.ofSeconds(row.getInt("timeout_seconds")),
                row.getObject("deadline_at", OffsetDateTime.class).toInstant(),
                row.getString("waited_for"));
    }

    private static List<Integer> integers(Array array) throws SQLException {
        return List.of((Integer[]) array.getArray());
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant());
    }

    private OffsetDateTime leaseEnd() {
        return SqlTime.of(clock.instant().plus(lease));
    }
}
