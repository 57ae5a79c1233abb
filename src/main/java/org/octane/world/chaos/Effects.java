package org.octane.world.chaos;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes of a fault what it does. */
final class Effects {

    private static final int PATIENCE_SECONDS = 60;

    private final Surroundings surroundings;
    private final NodeRules rules;
    private final ChaosLog log;
    private final ScheduledExecutorService timer;
    private final Map<String, ExecutorService> threads = new ConcurrentHashMap<>();

    Effects(Path world, Surroundings surroundings, ChaosLog log, ScheduledExecutorService timer) {
        this.surroundings = surroundings;
        this.log = log;
        this.timer = timer;
        rules = new NodeRules(world);
    }

    Effect of(int number, Fault fault) {
        return switch (fault.kind()) {
            case UNREACHABLE -> new NodeGone(fault, surroundings.struckBy(fault), surroundings.reach(), log);
            case CUT -> new SessionCut(fault, log);
            case DOWN -> new Outage(fault, surroundings.service(fault), thread(fault.part()), log);
            case LOST, DOUBLED, LATE, SWAPPED -> new ReplyFault(fault, log, timer);
            default -> new ProgramFault(number, fault, surroundings.struckBy(fault), rules, log);
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
