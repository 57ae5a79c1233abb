package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Volumes whose data a new installation leaves where it is. Nailgun's rule: all volumes of a name on all disks of a
 * node alike, and never the root.
 *
 * @param names of partitions or volume groups
 */
public record PreservedVolumes(Set<String> names) {

    private static final String ROOT_GROUP = "os";

    public PreservedVolumes {
        if (names.contains(ROOT_GROUP)) {
            throw new IllegalArgumentException("The system's own volume group can't be kept");
        }
    }

    /** @param spaces disks and volume groups of a node, changed in place */
    void markIn(JsonNode spaces) {
        for (JsonNode space : spaces) {
            var isDisk = space.path("type").asText().equals("disk");
            for (JsonNode volume : space.path("volumes")) {
                var name = isDisk
                        ? volume.path(volume.path("type").asText().equals("pv") ? "vg" : "name")
                                .asText()
                        : space.path("id").asText();
                if (names.contains(name)) {
                    ((ObjectNode) volume).put("keep_data", true);
                }
            }
        }
    }
}
