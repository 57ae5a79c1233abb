package org.octane.world.chaos;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Creates the effect of a fault, by its kind. */
final class EffectFactory {

    private static final int PATIENCE_SECONDS = 60;

    private final FaultTargets targets;
    private final ProgramRules rules;
    private final ChaosLog log;
    private final ScheduledExecutorService timer;
    private final Map<String, ExecutorService> threads = new ConcurrentHashMap<>();

    EffectFactory(Path world, FaultTargets targets, ChaosLog log, ScheduledExecutorService timer) {
        this.targets = targets;
        this.log = log;
        this.timer = timer;
        rules = new ProgramRules(world);
    }

    Effect of(int number, Fault fault) {
        return switch (fault.kind()) {
            case UNREACHABLE -> new UnreachableNodes(fault, targets.struckBy(fault), targets.reachability(), log);
            case CUT -> new SessionCut(fault, log);
            case DOWN -> new ServiceOutage(fault, targets.service(fault), thread(fault.part()), log);
            case LOST, DOUBLED, LATE, SWAPPED -> new ReplyFault(fault, log, timer);
            default -> new ProgramFault(number, fault, targets.struckBy(fault), rules, log);
        };
    }

    private ExecutorService thread(String service) {
        return threads.computeIfAbsent(
                service,
                name -> Executors.newSingleThreadExecutor(task -> {
                    var thread = new Thread(task, "world-chaos-" + name);
                    thread.setDaemon(true);
                    return thread;
                }));
    }

    /** Everything that was begun has come to its end. */
    void settle() {
        threads.values().forEach(ExecutorService::shutdown);
        try {
            for (var thread : threads.values()) {
                thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
