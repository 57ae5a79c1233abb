package org.octane.world.chaos;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** The faults that the world's file {@code chaos} lists now. A fault is identified by its text: a line that stays keeps its state. */
final class CurrentFaults {

    private final Path world;
    private final ChaosLog log;
    private final ScheduledExecutorService timer;
    private final Map<String, FaultLifecycle> lifecycles = new LinkedHashMap<>();
    private final Map<String, Effect> effects = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();
    private FaultTargets targets;
    private EffectFactory effectFactory;
    private ProgramTriggers triggers;
    private int numbers;

    CurrentFaults(Path world, ChaosLog log, ScheduledExecutorService timer) {
        this.world = world;
        this.log = log;
        this.timer = timer;
    }

    synchronized void open(FaultTargets all) {
        targets = all;
        effectFactory = new EffectFactory(world, targets, log, timer);
        triggers = new ProgramTriggers(world, targets);
    }

    /** These are the file's lines now. */
    synchronized void become(List<String> lines) {
        var wanted = new LinkedHashMap<String, Fault>();
        for (var line : lines) {
            read(line.strip(), wanted);
        }
        for (var key : List.copyOf(lifecycles.keySet())) {
            if (!wanted.containsKey(key)) {
                end(lifecycles.remove(key));
                effects.remove(key);
            }
        }
        wanted.forEach((key, fault) -> {
            if (!lifecycles.containsKey(key)) {
                begin(key, fault);
            }
        });
    }

    private void read(String line, Map<String, Fault> wanted) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        try {
            for (var fault : FaultSpec.parse(line)) {
                targets.check(fault);
                if (fault.kind() == FaultKind.RANDOM) {
                    RandomFaults.of(fault, targets.nodes())
                            .forEach(drawn -> add(fault.text() + " drew ", drawn, wanted));
                } else {
                    add("", fault, wanted);
                }
            }
        } catch (IllegalArgumentException e) {
            if (refused.add(line)) {
                log.struck(line, "refused: " + e.getMessage());
            }
        }
    }

    private static void add(String before, Fault fault, Map<String, Fault> wanted) {
        var key = before + fault.text();
        for (int again = 2; wanted.containsKey(key); again++) {
            key = before + fault.text() + " #" + again;
        }
        wanted.put(key, fault);
    }

    private void begin(String key, Fault fault) {
        var number = ++numbers;
        var effect = effectFactory.of(number, fault);
        var lifecycle = new FaultLifecycle(number, fault, effect, System.nanoTime());
        if (key.contains(" drew ")) {
            log.struck(key.substring(0, key.indexOf(' ')), "drew " + fault.text());
        }
        effects.put(key, effect);
        lifecycles.put(key, lifecycle);
        if (fault.has(FaultOption.WHEN)) {
            triggers.expect(lifecycle);
        }
        lifecycle.follow(System.nanoTime());
    }

    private void end(FaultLifecycle lifecycle) {
        if (lifecycle.fault().has(FaultOption.WHEN)) {
            triggers.release(lifecycle);
        }
        lifecycle.end();
    }

    synchronized void follow() {
        var now = System.nanoTime();
        for (var lifecycle : lifecycles.values()) {
            if (lifecycle.expected() && lifecycle.fault().has(FaultOption.WHEN) && triggers.came(lifecycle)) {
                lifecycle.occasion(now);
                triggers.release(lifecycle);
            }
            lifecycle.follow(now);
        }
    }

    /** A task begins with a node: with its first one it is an occasion. */
    synchronized void works(String kind, String task) {
        if (!tasks.add(task)) {
            return;
        }
        for (var lifecycle : lifecycles.values()) {
            if (lifecycle.expected()
                    && lifecycle.fault().text(FaultOption.ON, "").equals(kind)) {
                lifecycle.occasion(System.nanoTime());
            }
        }
    }

    synchronized TransferLimit session(String node, String command) {
        for (var effect : effects.values()) {
            if (effect instanceof SessionCut cut) {
                var limit = cut.began(node, command);
                if (limit.isPresent()) {
                    return limit.get();
                }
            }
        }
        return TransferLimit.whole();
    }

    void reply(ReplyFault.Reply reply) {
        List<ReplyFault> faults;
        synchronized (this) {
            faults = effects.values().stream()
                    .filter(ReplyFault.class::isInstance)
                    .map(ReplyFault.class::cast)
                    .toList();
        }
        if (faults.stream().noneMatch(fault -> fault.takes(reply))) {
            reply.send().run();
        }
        faults.forEach(fault -> fault.sent(reply));
    }

    void end() {
        synchronized (this) {
            lifecycles.values().forEach(this::end);
            lifecycles.clear();
            effects.clear();
        }
        if (effectFactory != null) {
            effectFactory.settle();
        }
    }
}
