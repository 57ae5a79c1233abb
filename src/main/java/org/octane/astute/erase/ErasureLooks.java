package org.octane.astute.erase;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.octane.node.probe.ProbeRoute;
import org.octane.step.StepCall;

/** What nodes say: each of itself, and a controller of the side that serves of all of them. */
public interface ErasureLooks {

    /** Results of the script {@code node/preflight/erasable.sh}. */
    Map<String, String> node(int node, StepCall call);

    /** Results of the script {@code node/preflight/leaving.sh}. */
    Map<String, String> cloud(Collection<Integer> nodes, StepCall call);

    /** Over SSH. */
    static ErasureLooks through(Supplier<ProducerTemplate> camel) {
        var node = new ProbeRoute(camel, "direct:preflight-look", Duration.ofSeconds(60));
        var cloud = new ProbeRoute(camel, "direct:cloud-look", Duration.ofMinutes(4));
        return new ErasureLooks() {
            @Override
            public Map<String, String> node(int asked, StepCall call) {
                return node.results(asked, "erasable", call.original(), call.seed(), Map.of());
            }

            @Override
            public Map<String, String> cloud(Collection<Integer> nodes, StepCall call) {
                return cloud.results(List.copyOf(nodes), "leaving", call.original(), call.seed(), Map.of());
            }
        };
    }
}
