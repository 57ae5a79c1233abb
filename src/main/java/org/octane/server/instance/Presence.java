package org.octane.server.instance;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.sql.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * This server among those that work on the same database. They announce work to each other, and take commands, through the queues
 * of one broker; a broker in the process of one of them is that server's alone. So a server is there with such a broker, or others are.
 *
 * <p>They may be of two releases, and each leaves to the others what it does not know. One that is too old for the database is refused by
 * the database itself, when it takes its row and whenever it renews it.
 *
 * <p>All are for one cloud, whose name the database has: the first server writes it there, and one of another cloud is refused.
 */
public final class Presence implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private static final long LOOK_MILLIS = 100;
    private static final long END_SECONDS = 10;
    private static final int RENEWALS = 4;
    /** By which the database refuses a server that is too old for it. */
    private static final String TOO_OLD = "OC002";
    /** A step that is queued is claimed from the database after 2 s by whoever knows it and has room. */
    private static final Duration LEFT = Duration.ofSeconds(6);

    private static final String CURE = "Give all of them one broker (octane.broker.url), or end the other";

    private final Instances instances;
    private final Clock clock;
    private final Self self;
    private final CloudName cloud;
    private final Duration renewal;
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "presence");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> told = new HashSet<>();
    private volatile String fault;
    private volatile String stuck;
    private boolean away;

    /**
     * @param lease how long its row lasts without renewal
     */
    public Presence(Database octane, Clock clock, Self self, CloudName cloud, Duration lease) {
        this.clock = clock;
        this.cloud = cloud;
        this.renewal = lease.dividedBy(RENEWALS);
        instances = new Instances(octane, clock, self, cloud, lease);
        this.self = self;
    }

    /**
     * Takes this server's row. One that was killed has its row until its lease is over: that is waited for, as long as the other
     * does not show that it lives.
     *
     * @throws StartFailure if another server lives with which this one has no broker in common, or that has its cloud by another name; if
     *     the database is another cloud's; or if a newer release has made it unfit for this one
     */
    public void join() throws InterruptedException {
        var seen = new HashMap<String, Instant>();
        var found = taken();
        while (!found.inTheWay().isEmpty()) {
            for (var other : found.inTheWay()) {
                if (other.seen().isAfter(seen.computeIfAbsent(other.name(), name -> other.seen()))) {
                    throw inTheWay(other);
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            found = taken();
        }
        warn(found.others());
        keep();
    }

    private StartFailure inTheWay(Other other) {
        return other.isApartFrom(self.broker())
                ? new StartFailure(
                        Code.TWO_BROKERS, other.sentence(clock.instant()) + " " + CURE + ", then start this one.")
                : new StartFailure(
                        Code.OTHER_CLOUD,
                        other.sentence(clock.instant())
                                + " It has this cloud by the name of before. End all such servers, then start this one.");
    }

    private Instances.Found taken() {
        try {
            return instances.take();
        } catch (DataAccessException e) {
            if (isTooOld(e)) {
                throw new StartFailure(Code.SERVER_TOO_OLD, tooOld(e) + " Nothing was changed. Start a newer one.");
            }
            throw e;
        }
    }

    private static boolean isTooOld(DataAccessException failure) {
        return failure.getRootCause() instanceof SQLException refused && TOO_OLD.equals(refused.getSQLState());
    }

    private String tooOld(DataAccessException failure) {
        return failure.getRootCause()
                        .getMessage()
                        .replaceFirst("^ERROR: ", "")
                        .lines()
                        .findFirst()
                        .orElseThrow() + "; this one is of " + Other.words(self.release(), self.schemaNumber()) + ".";
    }

    /** From now on the row is renewed, until this is closed. */
    private void keep() {
        renewals.scheduleWithFixedDelay(this::renew, renewal.toMillis(), renewal.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            fault = instances.renew() ? null : inItsPlace();
            away = false;
            look();
        } catch (RuntimeException e) {
            if (e instanceof DataAccessException refused && isTooOld(refused)) {
                outdated(refused);
            } else if (!away) {
                LOG.atWarn()
                        .addKeyValue("cause", e.getMessage())
                        .log(
                                "This server's row can't be renewed; when its lease is over others may begin in its place");
            }
            away = true;
        }
    }

    /** It was away for longer than its lease: stopped, or cut off from the database. @return null if nobody is in its place */
    private String inItsPlace() {
        var named = instances.cloud();
        if (named != null && !named.equals(cloud.name())) {
            return told(Code.OTHER_CLOUD, cloud.fault(named));
        }
        var apart = instances.take().inTheWay();
        if (apart.isEmpty()) {
            LOG.atInfo().log("This server's row had run out and is there again");
            return null;
        }
        return told(Code.TWO_BROKERS, apart.get(0).sentence(clock.instant()) + " " + CURE + " or this one.");
    }

    private String told(Code code, String sentence) {
        if (fault == null) {
            LOG.atError().addKeyValue("code", code.word()).log(sentence);
        }
        return sentence;
    }

    /** It was away while a newer release took over: what it would claim is for others by now. */
    private void outdated(DataAccessException refused) {
        var sentence =
                tooOld(refused) + " What is under way is left to newer servers. End this one, and start a newer one.";
        if (!sentence.equals(fault)) {
            LOG.atError().addKeyValue("code", Code.SERVER_TOO_OLD.word()).log(sentence);
        }
        fault = sentence;
    }

    /** Says once of each step that this server leaves it to others, and once that there are none. */
    private void look() {
        String waits = null;
        for (var step : instances.left(LEFT)) {
            if (step.nobody()) {
                waits = step.sentence() + " [" + Code.STEP_UNKNOWN.word() + "]";
            }
            if (told.add(step.key())) {
                (step.nobody() ? LOG.atError().addKeyValue("code", Code.STEP_UNKNOWN.word()) : LOG.atInfo())
                        .addKeyValue("upgrade", step.upgrade())
                        .log(step.sentence());
            }
        }
        stuck = waits;
    }

    /** Parts of {@code /observe/health}. */
    public List<HealthCheck> health() {
        return List.of(new PresenceHealth(this), new StepsHealth(this));
    }

    /** This server and the others, a line each. */
    String servers() {
        return Stream.concat(
                        Stream.of("this server: " + Other.words(self.release(), self.schemaNumber())),
                        instances.others().stream().map(Other::line))
                .collect(Collectors.joining("; "));
    }

    /** @return null if some server that is there knows each step that waits for one */
    String stuck() {
        return stuck;
    }

    /** @return null if all is well */
    String fault() {
        return fault;
    }

    private void warn(List<Other> others) {
        others.stream()
                .filter(other -> other.seemsApartFrom(self.broker()))
                .map(other -> other.sentence(clock.instant()))
                .forEach(sentence -> LOG.atWarn()
                        .addKeyValue("broker", self.broker())
                        .log(sentence + " If that is another one than this server's, they don't share their work."));
    }

    /** Whoever is started next with another broker need not wait for the lease. */
    @Override
    public void close() {
        renewals.shutdownNow();
        try {
            renewals.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            instances.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            LOG.atInfo().log("This server's row stays in the database until its lease is over");
        }
    }
}
