package org.octane.preflight.cloud;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;

/**
 * The computes of the cloud as nova has them.
 *
 * @param states {@code enabled up} by {@code compute.<host>}
 */
record ComputeServices(Map<String, String> states) {

    private static final String PREFIX = "compute.";

    static ComputeServices of(PlannedUpgrade upgrade, NodeProbes probes) {
        return new ComputeServices(
                probes.answer(upgrade.controller(), "computes", Map.of()).words());
    }

    boolean isKnown(String host) {
        return states.containsKey(key(host));
    }

    /** Hosts that nova may use while those of a batch are away. */
    List<String> usable(List<String> away) {
        return states.entrySet().stream()
                .filter(state ->
                        state.getKey().startsWith(PREFIX) && state.getValue().equals("enabled up"))
                .map(state -> state.getKey().substring(PREFIX.length()))
                .filter(host -> away.stream().noneMatch(host::equalsIgnoreCase))
                .toList();
    }

    /** Keys of results are in small letters. */
    private static String key(String host) {
        return PREFIX + host.toLowerCase(Locale.ROOT);
    }
}
