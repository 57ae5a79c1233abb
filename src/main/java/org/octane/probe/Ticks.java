package org.octane.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every target ten times a second, as one clock ticks, in threads of which there are never more than targets. A pause of the whole
 * process or machine is seen by the clock: what was asked before it and is answered after it counts for nothing, and the time between
 * is unknown.
 */
final class Ticks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);
    private static final long INTERVAL_MILLIS = 100;
    private static final long PAUSE_MILLIS = 1_000;

    private final Clock clock;
    private final Looks looks;
    private final NodeAsker nodes;
    private final Duration timeout;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(named("probe-clock"));
    private final ThreadPoolExecutor askers =
            new ThreadPoolExecutor(0, Target.MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named("probe"));
    private final AtomicInteger pauses = new AtomicInteger();
    private volatile List<Measured> targets = List.of();
    private Instant last;
    private long lastNanos;
    private long lastMillis;

    Ticks(Clock clock, Duration timeout, NodeAsker nodes) {
        this.clock = clock;
        this.timeout = timeout;
        this.looks = new Looks(timeout);
        this.nodes = nodes;
        ticker.scheduleAtFixedRate(this::guardedTick, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    void ask(List<Measured> all) {
        targets = List.copyOf(all);
    }

    /** A clock that has thrown ticks no more. */
    private void guardedTick() {
        try {
            tick(System.nanoTime(), System.currentTimeMillis());
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("A probe could not be made");
        }
    }

    /** @param millis by the machine's clock, which goes on while the machine sleeps */
    void tick(long nanos, long millis) {
        var now = clock.instant();
        if (last != null) {
            long passed = Math.max((nanos - lastNanos) / 1_000_000, millis - lastMillis);
            if (passed > PAUSE_MILLIS) {
                pauses.incrementAndGet();
                var since = last;
                targets.forEach(measured -> measured.series().gap(since));
            }
        }
        last = now;
        lastNanos = nanos;
        lastMillis = millis;
        targets.forEach(measured -> ask(measured, now));
    }

    private void ask(Measured measured, Instant now) {
        if (!measured.busy().compareAndSet(false, true)) {
            return;
        }
        int before = pauses.get();
        try {
            askers.execute(() -> {
                try {
                    answer(measured, now, before);
                } finally {
                    measured.busy().set(false);
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // A thread that the machine doesn't give now is no reason to ask never again.
            measured.busy().set(false);
        }
    }

    private void answer(Measured measured, Instant at, int before) {
        if (measured.target().from() == null) {
            found(measured, at, looks.at(measured.target()), before);
            return;
        }
        try {
            nodes.ask(
                    measured.target(),
                    at,
                    timeout,
                    (when, known, up) ->
                            found(measured, when, !known ? Verdict.UNKNOWN : up ? Verdict.UP : Verdict.DOWN, before));
        } catch (RuntimeException e) {
            // The node that asks is away, and with it every answer.
            found(measured, at, Verdict.UNKNOWN, before);
        }
    }

    private void found(Measured measured, Instant at, Verdict verdict, int before) {
        if (pauses.get() == before) {
            measured.series().sample(at, verdict);
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        askers.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
