package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;

/** How many nodes may fail before a provisioning counts as failed. */
record FaultTolerance(JsonNode groups) {

    /** A node of no group may not fail; of a group, that percentage may. */
    boolean exceededBy(Collection<String> failed) {
        var critical = new HashSet<>(failed);
        for (JsonNode group : groups) {
            int members = group.path("uids").size();
            int lost = 0;
            for (JsonNode uid : group.path("uids")) {
                critical.remove(uid.asText());
                lost += failed.contains(uid.asText()) ? 1 : 0;
            }
            if (lost * 100.0 > group.path("percentage").asDouble() * members) {
                return true;
            }
        }
        return !critical.isEmpty();
    }
}
