package org.octane.probe;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.octane.probe.ProbeTable.Active;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every second: begins to measure for upgrades that have begun, saves what was found, and ends with upgrades that are over. With several
 * instances on one database the one that has an upgrade's lease measures for it; another takes over when that lease runs out. Where the
 * database is away it is measured on, and saved later.
 */
public final class Probes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Probes.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long END_SECONDS = 5;

    private final ProbeTable table;
    private final Targets targets;
    private final OutageLimits limits;
    private final Ticks ticks;
    private final Map<Long, List<Measured>> watched = new HashMap<>();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "probes"));
    private Set<String> faults = Set.of();
    private Set<String> faultsBefore = Set.of();

    /**
     * @param api the address of a cluster's API, empty if it has none that is known
     * @param nodes asks from nodes
     * @param pause pauses an upgrade whose outages are longer than they may be
     */
    public Probes(
            ProbeSettings settings,
            ProbeTable table,
            Clock clock,
            IntFunction<Optional<String>> api,
            NodeAsker nodes,
            OutageLimits.Pause pause) {
        this.table = table;
        this.targets = new Targets(settings, api);
        this.limits = new OutageLimits(settings, pause);
        this.ticks = new Ticks(clock, settings.timeout(), nodes);
        looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looks.execute(this::leaveAll);
        looks.shutdown();
        try {
            if (!looks.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                looks.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ticks.close();
    }

    private void look() {
        faultsBefore = faults;
        faults = new HashSet<>();
        each(() -> {
            var active = table.active();
            active.forEach(upgrade -> each(() -> measure(upgrade)));
            List.copyOf(watched.keySet()).stream()
                    .filter(watching -> active.stream().noneMatch(upgrade -> upgrade.upgrade() == watching))
                    .forEach(over -> each(() -> leave(over)));
        });
        each(() -> ticks.ask(watched.values().stream().flatMap(List::stream).toList()));
    }

    /** What goes wrong with one upgrade is no affair of those after it. */
    private void each(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            told(e);
        }
    }

    private void leave(long over) {
        table.save(over, watched.get(over));
        watched.remove(over);
        table.release(over);
    }

    private void measure(Active upgrade) {
        if (!table.lease(upgrade.upgrade())) {
            watched.remove(upgrade.upgrade());
            return;
        }
        var measured = watched.get(upgrade.upgrade());
        if (measured == null) {
            watched.put(upgrade.upgrade(), begun(upgrade));
            return;
        }
        table.save(upgrade.upgrade(), measured);
        if (upgrade.runs()) {
            limits.check(upgrade.upgrade(), measured);
        }
    }

    private List<Measured> begun(Active upgrade) {
        var measured = targets.of(upgrade.cluster()).stream().map(Measured::of).toList();
        measured.forEach(one -> table.load(upgrade.upgrade(), one));
        return measured;
    }

    /** Another instance need not wait until the leases run out. */
    private void leaveAll() {
        faults = new HashSet<>(faults);
        each(() -> ticks.ask(List.of()));
        List.copyOf(watched.keySet())
                .forEach(upgrade -> each(() -> {
                    if (table.lease(upgrade)) {
                        leave(upgrade);
                    }
                }));
    }

    /** The same fault is told once, not every second. */
    private void told(RuntimeException e) {
        var cause = String.valueOf(e.getMessage());
        if (faults.add(cause) && !faultsBefore.contains(cause)) {
            LOG.atWarn()
                    .addKeyValue("cause", cause)
                    .log("What was measured can't be saved, or not all is measured, for the moment");
        }
    }
}
