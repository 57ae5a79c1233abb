package org.octane.server.instance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 */
public final class Presence implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private static final long LOOK_MILLIS = 100;
    private static final long END_SECONDS = 10;
    private static final int RENEWALS = 4;
    private static final String CURE = "Give all of them one broker (octane.broker.url), or end the other";

    private final Instances instances;
    private final Clock clock;
    private final String broker;
    private final Duration renewal;
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "presence");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String fault;
    private boolean away;

    /**
     * @param name of this server, the same after a restart
     * @param broker addresses of the broker of its queues; null: one of its own, in this process
     * @param lease how long its row lasts without renewal
     */
    public Presence(Database octane, Clock clock, String name, String broker, Duration lease) {
        this.clock = clock;
        this.renewal = lease.dividedBy(RENEWALS);
        instances = new Instances(octane, clock, name, broker, lease);
        this.broker = broker;
    }

    /**
     * Takes this server's row. One that was killed has its row until its lease is over: that is waited for, as long as the other
     * does not show that it lives.
     *
     * @throws StartFailure if another server lives with which this one has no broker in common
     */
    public void join() throws InterruptedException {
        var seen = new HashMap<String, Instant>();
        var found = instances.take();
        while (!found.apart().isEmpty()) {
            for (var other : found.apart()) {
                if (other.seen().isAfter(seen.computeIfAbsent(other.name(), name -> other.seen()))) {
                    throw new StartFailure(
                            Code.TWO_BROKERS, other.sentence(clock.instant()) + " " + CURE + ", then start this one.");
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            found = instances.take();
        }
        warn(found.others());
        keep();
    }

    /** From now on the row is renewed, until this is closed. */
    private void keep() {
        renewals.scheduleWithFixedDelay(this::renew, renewal.toMillis(), renewal.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            fault = instances.renew() ? null : taken();
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.atWarn()
                        .addKeyValue("cause", e.getMessage())
                        .log(
                                "This server's row can't be renewed; when its lease is over others may begin in its place");
            }
            away = true;
        }
    }

    /** It was away for longer than its lease: stopped, or cut off from the database. @return null if nobody is in its place */
    private String taken() {
        var apart = instances.take().apart();
        if (apart.isEmpty()) {
            LOG.atInfo().log("This server's row had run out and is there again");
            return null;
        }
        var sentence = apart.get(0).sentence(clock.instant()) + " " + CURE + " or this one.";
        if (fault == null) {
            LOG.atError().addKeyValue("code", Code.TWO_BROKERS.word()).log(sentence);
        }
        return sentence;
    }

    /** Part of {@code /observe/health}. */
    public HealthCheck health() {
        return new PresenceHealth(this);
    }

    /** @return null if all is well */
    String fault() {
        return fault;
    }

    private void warn(List<Other> others) {
        others.stream()
                .filter(other -> other.seemsApartFrom(broker))
                .map(other -> other.sentence(clock.instant()))
                .forEach(sentence -> LOG.atWarn()
                        .addKeyValue("broker", broker)
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
