package org.octane.engine.state;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One task that is done soon after it is asked for, by one thread: at once, but however often it is asked for, with a pause between. */
public final class Paced implements AutoCloseable {

    private final Runnable task;
    private final long pause;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean due = new AtomicBoolean();
    /** By System.nanoTime(). */
    private volatile long last;

    /** @param task handles its failures itself */
    public Paced(String name, Duration pause, Runnable task) {
        this.task = task;
        this.pause = pause.toNanos();
        last = System.nanoTime() - this.pause;
        thread = new ScheduledThreadPoolExecutor(
                1,
                run -> {
                    var made = new Thread(run, name);
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Whatever is asked for after the task has begun is another one. */
    public void soon() {
        if (due.compareAndSet(false, true)) {
            var wait = Math.max(0, last + pause - System.nanoTime());
            thread.schedule(this::run, wait, TimeUnit.NANOSECONDS);
        }
    }

    /** Also when nobody asks for it. */
    public void every(Duration time) {
        thread.scheduleWithFixedDelay(this::soon, time.toNanos(), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        due.set(false);
        last = System.nanoTime();
        task.run();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
