package org.octane.world.chaos;

import java.util.List;
import java.util.Map;

/**
 * The nodes and services of this world that faults can strike.
 *
 * @param nodes ids, the Fuel master's among them
 * @param services {@code postgres}, {@code broker}, {@code astute} and {@code worker}; with {@link #FROZEN} behind the name one whose connections
 *     stay while nobody answers
 */
public record FaultTargets(List<String> nodes, NodeReachability reachability, Map<String, StoppableService> services) {

    public static final String FROZEN = " frozen";

    public FaultTargets {
        nodes = nodes.stream().sorted().toList();
    }

    /** @throws IllegalArgumentException it strikes a node that is not there */
    void check(Fault fault) {
        if (!fault.node().isEmpty() && !fault.node().equals(Fault.ALL) && !nodes.contains(fault.node())) {
            throw new IllegalArgumentException("The fault '" + fault.text() + "' can't strike: this world has no node "
                    + fault.node() + "; its nodes are " + String.join(", ", nodes) + ".");
        }
    }

    /** What an outage takes away: a service, or the way it answers. */
    StoppableService service(Fault fault) {
        return services.get(fault.part() + (fault.freezes() ? FROZEN : ""));
    }

    /** Those that a fault strikes. */
    List<String> struckBy(Fault fault) {
        return nodes.stream().filter(fault::strikes).toList();
    }
}
