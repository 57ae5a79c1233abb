package org.octane.astute;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.node.probe.ProbeRoute;

/** What plugins keep on the Fuel master and not in Nailgun's database: script {@code node/preflight/plugin-tasks.sh}. */
@FunctionalInterface
public interface PluginTaskFiles {

    /**
     * The file {@code tasks.yaml} of a plugin, as text.
     *
     * @param folder of the plugin, such as {@code telemetry-1.2}
     * @return empty: it has no such file
     * @throws RuntimeException nobody knows: the Fuel master does not answer, or has no such folder
     */
    Optional<String> tasks(String folder);

    /** Over SSH. */
    static PluginTaskFiles through(Supplier<ProducerTemplate> camel) {
        return new CamelPluginTaskFiles(new ProbeRoute(camel, "direct:plugin-tasks", Duration.ofSeconds(25)));
    }
}
