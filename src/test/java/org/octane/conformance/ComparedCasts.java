package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Two messages side by side. @param version of the Fuel master */
record ComparedCasts(CastSituation situation, String version) {

    /** Paths with what is expected there and what is there; what is wrong with the order of either. */
    List<String> differences(JsonNode expected, JsonNode octanes) {
        var differences = new ArrayList<>(Differences.between(plain(expected), plain(octanes)));
        if (hasFreeOrder()) {
            var order = new HookOrder(situation.tasks());
            order.faults(expected).forEach(fault -> differences.add(fault + " (as recorded)"));
            differences.addAll(order.faults(octanes));
            // These alone have an order of their own on a 7.0, too.
            differences.addAll(Differences.between(HookOrder.ofOldPlugins(expected), HookOrder.ofOldPlugins(octanes)));
        }
        return differences;
    }

    private JsonNode plain(JsonNode message) {
        return new ComparedMessage(message, hasFreeOrder(), situation).of(message);
    }

    private boolean hasFreeOrder() {
        return version.equals("7.0");
    }
}
