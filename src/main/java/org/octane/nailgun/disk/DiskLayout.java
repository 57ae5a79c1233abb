package org.octane.nailgun.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.octane.nailgun.rows.Json;
import org.octane.plan.Refusal;

/** Lays the volumes of one node out on the disks of another: on the disk of the same name, or one that is big enough. */
public final class DiskLayout {

    private DiskLayout() {}

    /**
     * @param model volumes of the node to copy from
     * @param server volumes of the node to copy to, of which only the disks are used
     * @return volumes for the server, no data kept
     */
    public static ArrayNode fit(ArrayNode model, ArrayNode server) {
        var free = disks(server);
        var fitted = Json.array();
        for (var disk : disks(model)) {
            var target = choose(disk, free);
            free.remove(target);
            fitted.add(filled(target, disk));
        }
        fitted.addAll(free);
        for (var entry : model) {
            if (!isDisk(entry)) {
                fitted.add(entry);
            }
        }
        return fitted;
    }

    private static JsonNode choose(JsonNode disk, List<JsonNode> free) {
        var needed = size(disk);
        return free.stream()
                .filter(candidate -> size(candidate) >= needed)
                .min(Comparator.<JsonNode, Boolean>comparing(
                                candidate -> !(candidate.path("name").equals(disk.path("name"))))
                        .thenComparing(DiskLayout::size))
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.CONFLICT,
                        "The server has no free disk of %d MiB for what is on disk %s of the node it shall be like: volumes %s."
                                .formatted(needed, disk.path("name").asText(), volumes(disk))));
    }

    private static String volumes(JsonNode disk) {
        return StreamSupport.stream(disk.path("volumes").spliterator(), false)
                .filter(volume -> volume.path("size").asLong() > 0)
                .map(Disks::nameOf)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode filled(JsonNode target, JsonNode disk) {
        var filled = target.<ObjectNode>deepCopy();
        var volumes = filled.putArray("volumes");
        for (var volume : disk.path("volumes")) {
            var copy = volume.<ObjectNode>deepCopy();
            copy.remove("keep_data");
            volumes.add(copy);
        }
        return filled.put("free_space", disk.path("free_space").asLong() + size(target) - size(disk));
    }

    private static List<JsonNode> disks(ArrayNode volumes) {
        var disks = new ArrayList<JsonNode>();
        volumes.forEach(entry -> {
            if (isDisk(entry)) {
                disks.add(entry);
            }
        });
        return disks;
    }

    private static boolean isDisk(JsonNode entry) {
        return entry.path("type").asText().equals("disk");
    }

    private static long size(JsonNode disk) {
        return disk.path("size").asLong();
    }
}
