package org.octane.astute;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.node.probe.ProbeRoute;

/** Looks on the Fuel master what became of a task: script {@code node/preflight/astute.sh}. */
@FunctionalInterface
public interface TaskLook {

    /**
     * @param task null: only Astute's queue is looked at
     * @param age how long ago it was cast
     * @return the script's results: {@code queue}, {@code task}, {@code nodes}, {@code unknown}, as far as there are any
     * @throws RuntimeException the Fuel master does not answer
     */
    Map<String, String> at(UUID task, Duration age);

    /** Over SSH. A log of some hundred megabytes is read in a few seconds. */
    static TaskLook through(Supplier<ProducerTemplate> camel) {
        return new CamelTaskLook(new ProbeRoute(camel, "direct:astute-look", Duration.ofSeconds(60)));
    }
}
