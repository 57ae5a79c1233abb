package org.octane.probe;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final ProbeSettings settings;
    private final ProbeTable table;
    private final IntFunction<Optional<String>> api;
    private final OutageLimits limits;
    private final Ticks ticks;
    private final Map<Long, List<Measured>> watched = new HashMap<>();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "probes"));
    private String lastFault = "";

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
        this.settings = settings;
        this.table = table;
        this.api = api;
        this.limits = new OutageLimits(settings, pause);
        this.ticks = new Ticks(clock, settings.timeout(), nodes);
        looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looks.execute(this::leave);
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
        try {
            var active = table.active();
            for (var upgrade : active) {
                measure(upgrade);
            }
            for (long over : List.copyOf(watched.keySet())) {
                if (active.stream().noneMatch(upgrade -> upgrade.upgrade() == over)) {
                    table.save(over, watched.get(over));
                    watched.remove(over);
                    table.release(over);
                }
            }
            lastFault = "";
        } catch (RuntimeException e) {
            told(e);
        } finally {
            ticks.ask(watched.values().stream().flatMap(List::stream).toList());
        }
    }

    private void measure(Active upgrade) {
        if (!table.lease(upgrade.upgrade())) {
            watched.remove(upgrade.upgrade());
            return;
        }
        var targets = watched.get(upgrade.upgrade());
        if (targets == null) {
            watched.put(upgrade.upgrade(), begun(upgrade));
            return;
        }
        table.save(upgrade.upgrade(), targets);
        if (upgrade.runs()) {
            limits.check(upgrade.upgrade(), targets);
        }
    }

    private List<Measured> begun(Active upgrade) {
        var targets = new ArrayList<Measured>();
        address(upgrade.cluster())
                .map(address -> Target.of(Target.API, address, null))
                .map(Measured::of)
                .ifPresent(targets::add);
        settings.targets().stream().map(Measured::of).forEach(targets::add);
        targets.forEach(measured -> table.load(upgrade.upgrade(), measured));
        return targets;
    }

    private Optional<String> address(int cluster) {
        return switch (settings.api()) {
            case ProbeSettings.NONE -> Optional.empty();
            case ProbeSettings.AUTO -> api.apply(cluster);
            default ->
                settings.api().contains(Target.VIP)
                        ? api.apply(cluster).map(auto -> settings.api().replace(Target.VIP, host(auto)))
                        : Optional.of(settings.api());
        };
    }

    private static String host(String url) {
        return URI.create(url).getHost();
    }

    /** Another instance need not wait until the leases run out. */
    private void leave() {
        try {
            ticks.ask(List.of());
            for (var upgrade : watched.entrySet()) {
                if (table.lease(upgrade.getKey())) {
                    table.save(upgrade.getKey(), upgrade.getValue());
                    table.release(upgrade.getKey());
                }
            }
        } catch (RuntimeException e) {
            told(e);
        }
    }

    /** The same fault is told once, not every second. */
    private void told(RuntimeException e) {
        var fault = String.valueOf(e.getMessage());
        if (!fault.equals(lastFault)) {
            LOG.atWarn()
                    .addKeyValue("cause", fault)
                    .log("What was measured can't be saved, or not all is measured, for the moment");
            lastFault = fault;
        }
    }
}
