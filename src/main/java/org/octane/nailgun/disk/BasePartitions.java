package org.octane.nailgun.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.octane.json.Json;

/** Turns the logical volumes of the base system, group {@code os}, into partitions, which it has since Fuel 6.1. */
public final class BasePartitions {

    private static final Set<String> WITHOUT_SIZE = Set.of("lvm_meta_pool", "boot");

    private BasePartitions() {}

    public static ArrayNode of(ArrayNode volumes) {
        var changed = volumes.deepCopy();
        var base = logicalVolumes(volumes);
        for (var disk : changed) {
            if (disk.path("type").asText().equals("disk") && disk instanceof ObjectNode object) {
                object.set("volumes", partitions(disk.path("volumes"), base));
            }
        }
        return changed;
    }

    private static JsonNode logicalVolumes(ArrayNode volumes) {
        for (var group : volumes) {
            if (group.path("type").asText().equals("vg")
                    && group.path("id").asText().equals("os")) {
                return group.path("volumes");
            }
        }
        return Json.array();
    }

    private static ArrayNode partitions(JsonNode volumes, JsonNode base) {
        var changed = Json.array();
        for (var volume : volumes) {
            if (volume.path("vg").asText().equals("os") && volume.path("size").asLong() > 0) {
                for (var logical : base) {
                    var partition = changed.addObject().put("type", "partition");
                    for (var field : Set.of("name", "size", "mount", "file_system")) {
                        partition.set(field, logical.path(field));
                    }
                }
            } else if (WITHOUT_SIZE.contains(volume.path("type").asText())) {
                changed.add(volume.<ObjectNode>deepCopy().put("size", 0));
            } else {
                changed.add(volume);
            }
        }
        return changed;
    }
}
