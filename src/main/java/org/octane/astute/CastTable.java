package org.octane.astute;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.sql.Sql;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The table of casts; each statement is a transaction of its own unless the caller has one. */
final class CastTable {

    private static final String INTENT = Sql.of("astute/cast-intent");
    private static final String PREPARE = Sql.of("astute/cast-preparing");
    private static final String PREPARING = Sql.of("astute/casts-preparing");
    private static final String WAITING = Sql.of("astute/cast-waiting");
    private static final String DROPPED = Sql.of("astute/cast-dropped");
    private static final String FIRST_WAITING = Sql.of("astute/cast-first-waiting");
    private static final String NEXT = Sql.of("astute/cast-next");
    private static final String SENT = Sql.of("astute/cast-sent");
    private static final String HEARD = Sql.of("astute/cast-heard");
    private static final String FAILED_ON_MASTER = Sql.of("astute/cast-failed-on-master");
    private static final String ENDED = Sql.of("astute/cast-ended");
    private static final String LOOKED = Sql.of("astute/cast-looked");
    private static final String FOUND = Sql.of("astute/cast-found");
    private static final String HUMAN = Sql.of("astute/cast-human");
    private static final String EXTENDED = Sql.of("astute/cast-extended");
    private static final String ABANDONED = Sql.of("astute/cast-abandoned");
    private static final String HANGS = Sql.of("astute/server-hangs");
    private static final String KNOWN = Sql.of("astute/cast-known");
    private static final String LOCK = Sql.of("astute/cast-lock");
    private static final String LAST = Sql.of("astute/cast-last");
    private static final String ERASED = Sql.of("astute/cast-erased");
    private static final String BEGUN = Sql.of("astute/nodes-begun");
    private static final String ASIDE = Sql.of("astute/cast-aside");
    private static final String HOLDING = Sql.of("astute/cast-holding");
    private static final String IN_FLIGHT = Sql.of("astute/casts-in-flight");

    private final NamedParameterJdbcTemplate octane;
    private final Clock clock;

    CastTable(NamedParameterJdbcTemplate octane, Clock clock) {
        this.octane = octane;
        this.clock = clock;
    }

    /** As exact as rows keep it, so that a time compares with what was read back. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * @param fence of the claim that casts
     * @return false if another cast is in flight, or the step has been claimed again meanwhile
     */
    boolean intend(Cast cast, long fence) {
        return octane.update(INTENT, values(cast).addValue("fence", fence)) == 1;
    }

    /** Keeps a cast until it is known whether Nailgun asks for it. */
    void prepare(Cast cast) {
        octane.update(PREPARE, values(cast));
    }

    List<Cast> preparing() {
        return octane.query(PREPARING, (row, i) -> Cast.of(row));
    }

    /** Nailgun asks for what was prepared: it is cast when it is its turn. */
    void await(UUID task) {
        octane.update(WAITING, of(task));
    }

    /** Nobody asks for what was prepared. */
    void drop(UUID task) {
        octane.update(DROPPED, of(task));
    }

    Optional<Cast> firstWaiting() {
        return octane.query(FIRST_WAITING, (row, i) -> Cast.of(row)).stream().findFirst();
    }

    /** One that waits, its intent committed, if nothing is in flight and nobody else has taken it. */
    Optional<Cast> next(Cast waiting, AstuteSettings settings) {
        var kind = waiting.kind();
        var values = of(waiting.task())
                .addValue("now", time(now()))
                .addValue("running_by", time(now().plus(settings.runningWithin())))
                .addValue("ends_by", time(now().plus(settings.within(kind))));
        try {
            return octane.query(NEXT, values, (row, i) -> Cast.of(row)).stream().findFirst();
        } catch (DuplicateKeyException e) {
            // Another instance cast at the same moment.
            return Optional.empty();
        }
    }

    void sent(UUID task) {
        octane.update(SENT, of(task));
    }

    void heard(UUID task, int progress) {
        octane.update(HEARD, of(task).addValue("progress", progress));
    }

    void failedOnMaster(UUID task) {
        octane.update(FAILED_ON_MASTER, of(task));
    }

    void ended(UUID task, boolean ready, String error, boolean lost) {
        octane.update(
                ENDED,
                of(task).addValue("status", ready ? "ready" : "error")
                        .addValue("error", error)
                        .addValue("lost", lost));
    }

    /** @return whether the caller is the one who looks; another instance may be */
    boolean looked(Cast cast) {
        var before = cast.looked() == null ? null : time(cast.looked());
        return octane.update(LOOKED, of(cast.task()).addValue("before", before, Types.TIMESTAMP_WITH_TIMEZONE)) == 1;
    }

    /** @param working whether it was seen that Astute has it */
    void found(UUID task, String sentence, boolean working) {
        octane.update(FOUND, of(task).addValue("found", sentence).addValue("working", working));
    }

    /** A person is asked what has become of it. */
    void askedOf(Cast cast, StepCall call) {
        octane.update(
                HUMAN,
                of(cast.task()).addValue("attempt", call.attempt()).addValue("undo", call.phase() == Phase.UNDO));
    }

    /** It goes on, and a person is asked later. */
    void extend(Cast cast, Duration by) {
        octane.update(EXTENDED, of(cast.task()).addValue("ends_by", time(now().plus(by))));
    }

    /**
     * Lets others be cast beside one that is overdue and that nobody waits for or is asked about.
     *
     * @param silence for so long nothing was heard of it
     */
    boolean setAside(UUID task, Duration silence) {
        return octane.update(ASIDE, of(task).addValue("silent_since", time(now().minus(silence)))) == 1;
    }

    /** Those whose step a person has counted as done. */
    List<Cast> abandoned() {
        return octane.query(ABANDONED, (row, i) -> Cast.of(row));
    }

    /** The cast of that task; nobody else changes it in this transaction. */
    Optional<Cast> lock(UUID task) {
        return octane.query(LOCK, of(task), (row, i) -> Cast.of(row)).stream().findFirst();
    }

    /** Whether a server has ceased to renew its row, not longer ago than that, and has not ended. */
    boolean serverHangs(Duration notBefore) {
        var values = new MapSqlParameterSource("now", time(now())).addValue("since", time(now().minus(notBefore)));
        return octane.queryForObject(HANGS, values, Boolean.class);
    }

    boolean knows(UUID task) {
        return octane.queryForObject(KNOWN, of(task), Boolean.class);
    }

    Optional<Cast> last(long step, NodeOperation kind) {
        var values = new MapSqlParameterSource("step", step).addValue("methods", List.of(kind.text()));
        return octane.query(LAST, values, (row, i) -> Cast.of(row)).stream().findFirst();
    }

    /** Whether another step of this upgrade, or a later upgrade, had one of these nodes installed. */
    boolean hasErased(Collection<Integer> nodes, long upgrade, long step) {
        var values = new MapSqlParameterSource("nodes", nodes.toArray(Integer[]::new))
                .addValue("upgrade", upgrade)
                .addValue("step", step)
                .addValue("method", NodeOperation.PROVISION.text());
        return octane.queryForObject(ERASED, values, Boolean.class);
    }

    /** The nodes on which the step has begun with it before, or may have. */
    Set<Integer> begun(long step, NodeOperation kind) {
        var values = new MapSqlParameterSource("step", step).addValue("method", kind.text());
        return Set.copyOf(octane.queryForList(BEGUN, values, Integer.class));
    }

    /** The one that all others wait for. */
    Optional<Cast> holding() {
        return octane.query(HOLDING, (row, i) -> Cast.of(row)).stream().findFirst();
    }

    /** That one, and those that were set aside. */
    List<Cast> inFlight() {
        return octane.query(IN_FLIGHT, (row, i) -> Cast.of(row));
    }

    private MapSqlParameterSource values(Cast cast) {
        return of(cast.task())
                .addValue("upgrade", cast.upgrade())
                .addValue("step", cast.step())
                .addValue("attempt", cast.attempt())
                .addValue("method", cast.kind().text())
                .addValue("cluster", cast.cluster())
                .addValue("nodes", cast.nodes().toArray(Integer[]::new))
                .addValue("running_by", time(cast.runningBy()))
                .addValue("ends_by", time(cast.endsBy()));
    }

    private MapSqlParameterSource of(UUID task) {
        return new MapSqlParameterSource("uuid", task).addValue("now", time(now()));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
