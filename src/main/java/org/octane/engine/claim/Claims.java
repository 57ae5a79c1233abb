package org.octane.engine.claim;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.octane.engine.state.Events;
import org.octane.engine.state.FirstHand;
import org.octane.engine.state.Repertoire;
import org.octane.engine.state.SeedClusters;
import org.octane.engine.state.SqlTime;
import org.octane.json.Json;
import org.octane.sql.OneTrip;
import org.octane.sql.SqlFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims queued steps for this instance as far as it has workers, and renews the leases of its claims. */
public final class Claims implements FirstHand {

    private static final SqlFiles SQL = new SqlFiles("engine/claim");
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final NamedParameterJdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String instance;
    private final Duration lease;
    private final Repertoire repertoire;
    private final Events events;
    private final SeedClusters seeds;
    private final ActiveClaims activeClaims;
    private final Consumer<Claim> run;

    /**
     * @param instance name of this instance
     * @param lease how long a claim lasts without renewal
     * @param repertoire steps that are not in it are never claimed
     * @param run lets a worker run a step, without waiting for it
     */
    public Claims(
            NamedParameterJdbcTemplate sql,
            TransactionTemplate transaction,
            Clock clock,
            String instance,
            Duration lease,
            Repertoire repertoire,
            Events events,
            SeedClusters seeds,
            ActiveClaims activeClaims,
            Consumer<Claim> run) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.instance = instance;
        this.lease = lease;
        this.repertoire = repertoire;
        this.events = events;
        this.seeds = seeds;
        this.activeClaims = activeClaims;
        this.run = run;
    }

    /** Committed when it returns; null if another instance has the step, or if it may not run now. Waits until a worker is free. */
    public Object claim(long step) {
        activeClaims.awaitWorker();
        var claimed = new AtomicReference<Claim>();
        try {
            transaction.executeWithoutResult(status -> lockedAndTaken(step).forEach(claim -> {
                claimed.set(claim);
                // Before the commit: the search for abandoned claims must not find this one.
                activeClaims.begins(claim);
            }));
            if (claimed.get() == null) {
                activeClaims.dismiss(1);
            }
            return claimed.get();
        } catch (RuntimeException e) {
            Optional.ofNullable(claimed.get()).ifPresentOrElse(activeClaims::ends, () -> activeClaims.dismiss(1));
            throw e;
        }
    }

    @Override
    public Set<Long> begin(List<Long> queued) {
        int workers = activeClaims.freeWorkers(queued.size());
        if (workers == 0) {
            return Set.of();
        }
        List<Claim> claims = List.of();
        try {
            claims = taken(queued.subList(0, workers), SQL.of("claim"));
        } finally {
            activeClaims.dismiss(workers - claims.size());
        }
        // Before the commit, as above.
        claims.forEach(activeClaims::begins);
        TransactionSynchronizationManager.registerSynchronization(new Begun(claims, activeClaims, run));
        return claims.stream().map(Claim::step).collect(Collectors.toSet());
    }

    /** Claims whose transaction comes to its end. */
    private record Begun(List<Claim> claims, ActiveClaims active, Consumer<Claim> run)
            implements TransactionSynchronization {

        /** If nobody knows whether it was committed, the search for abandoned claims finds out. */
        @Override
        public void afterCompletion(int status) {
            claims.forEach(status == STATUS_COMMITTED ? this::begin : active::ends);
        }

        private void begin(Claim claim) {
            try {
                run.accept(claim);
            } catch (RuntimeException e) {
                active.ends(claim);
                LOG.atWarn()
                        .addKeyValue("step", claim.step())
                        .addKeyValue("cause", e.getMessage())
                        .log("A claimed step can't begin and is queued again");
            }
        }
    }

    private List<Claim> lockedAndTaken(long step) {
        // A rollback at the same moment either finds this step begun, or keeps it from beginning.
        return taken(List.of(step), SQL.of("lock-upgrade-of-step"), SQL.of("claim"));
    }

    /** @param statements the last of which claims; the caller may have locked the upgrade already */
    private List<Claim> taken(List<Long> steps, String... statements) {
        var values = new HashMap<String, Object>(
                Map.of("owner", instance, "lease", leaseEnd(), "now", now(), "actor", Events.ENGINE));
        values.put("steps", steps.toArray(Long[]::new));
        values.put("schema", repertoire.schemaNumber());
        values.put("known", repertoire.steps());
        var claimed = OneTrip.of(sql, values, statements).get(statements.length - 1).stream()
                .map(this::claim)
                .toList();
        if (!claimed.isEmpty()) {
            events.written();
        }
        claimed.stream()
                .filter(claim -> claim.waitedFor() == null)
                .forEach(claim -> Events.log(
                        claim.named(),
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

    private Claim claim(Map<String, Object> row) {
        int original = (Integer) row.get("original_cluster_id");
        return new Claim(
                (Long) row.get("upgrade_id"),
                (Long) row.get("id"),
                (String) row.get("stage"),
                (String) row.get("step_stage"),
                (Long) row.get("undoes"),
                (String) row.get("name"),
                integers((Array) row.get("nodes")),
                original,
                seeds.of((Integer) row.get("seed_cluster_id"), original),
                Json.strings((String) row.get("parameters")),
                Json.strings((String) row.get("uses")),
                (Integer) row.get("attempt"),
                (Integer) row.get("max_attempts"),
                (Long) row.get("fence"),
                Duration.ofSeconds((Integer) row.get("timeout_seconds")),
                ((Timestamp) row.get("deadline_at")).toInstant(),
                (String) row.get("waited_for"));
    }

    private static List<Integer> integers(Array array) {
        try {
            return List.of((Integer[]) array.getArray());
        } catch (SQLException e) {
            throw new IllegalStateException("The nodes of a step can't be read", e);
        }
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant());
    }

    private OffsetDateTime leaseEnd() {
        return SqlTime.of(clock.instant().plus(lease));
    }
}
