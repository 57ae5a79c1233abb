package org.octane.world.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.octane.world.astute.Disturbance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a running world, as its file {@code chaos} has them: a line that is added is a fault that is expected from
 * then on, one that is removed ends it. All that strikes is written to {@code chaos.log}.
 */
public final class Chaos implements Disturbance, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Chaos.class);
    private static final int LOOK_MILLIS = 50;

    private final Path world;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Chaos::thread);
    private final CurrentFaults faults;
    private String read = "";

    /** Nothing strikes before {@link #start}. */
    public Chaos(Path world) {
        this.world = world;
        faults = new CurrentFaults(world, new ChaosLog(world.resolve("chaos.log")), timer);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "world-chaos");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins with these faults and none of before.
     *
     * @param spec empty: none at first
     * @throws IllegalArgumentException the world has no such node, or see {@link FaultSpec#check}
     */
    public void start(String spec, FaultTargets targets) {
        var lines = new ArrayList<String>();
        if (!spec.isBlank()) {
            FaultSpec.parse(spec).forEach(fault -> {
                targets.check(fault);
                lines.add(fault.text());
            });
        }
        try {
            Files.writeString(file(), String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faults.open(targets);
        timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Path file() {
        return world.resolve("chaos");
    }

    private void look() {
        try {
            var now = Files.exists(file()) ? Files.readString(file()) : "";
            if (!now.equals(read)) {
                read = now;
                faults.become(now.lines().toList());
            }
            faults.follow();
        } catch (IOException | RuntimeException e) {
            log.atWarn().setCause(e).log("Faults can't be followed");
        }
    }

    /** A command begins on a node. */
    public TransferLimit session(String node, String command) {
        return faults.session(node, command);
    }

    @Override
    public void works(String kind, String task) {
        faults.works(kind, task);
    }

    @Override
    public void reply(String kind, String task, String status, Runnable send) {
        faults.reply(new ReplyFault.Reply(kind, task, status, send));
    }

    /** All faults end, so that the world can end as it should. */
    @Override
    public void close() {
        timer.shutdownNow();
        faults.end();
    }
}
