package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.octane.json.Json;

/**
 * The disks of a server that joins a cluster, as the real Nailgun lays them out by the release's volumes: those of the least size
 * first, on the first disk with room; then those that want whole disks; then those that share what is left. Sizes are MiB.
 *
 * @param volumes of the release
 * @param withoutImages images are kept in Ceph
 */
record OracleDisks(JsonNode volumes, boolean withoutImages) {

    private static final int BOOT = 300;
    private static final int BOOT_FILES = 200;
    private static final int META = 64;
    private static final int SWAP = 8192;
    private static final int GIB = 1024;
    private static final Map<String, Integer> LEAST = Map.of(
            "calc_min_os_size", 20 * GIB + SWAP,
            "calc_min_mysql_size", 20 * GIB,
            "calc_min_vm_size", 5 * GIB,
            "calc_min_glance_size", 5 * GIB,
            "calc_min_cinder_size", 1536,
            "calc_min_mongo_size", 10 * GIB,
            "calc_min_ceph_size", 3 * GIB,
            "calc_min_ceph_journal_size", 0);

    /** Volumes on a disk: what is free, and how much each has. */
    private record Disk(ObjectNode row, int[] free, Map<String, Integer> sizes) {}

    /** @param server its disks */
    ArrayNode of(Collection<String> roles, JsonNode server) {
        var spaces = spaces(roles);
        var groups = (int) spaces.values().stream().filter(OracleDisks::isGroup).count();
        var disks = new ArrayList<Disk>();
        for (var row : server) {
            if (row.path("type").asText().equals("disk")) {
                var free = row.path("size").asInt() - BOOT - BOOT_FILES - META * groups;
                disks.add(new Disk(row.deepCopy(), new int[] {free}, new LinkedHashMap<>()));
            }
        }
        each(spaces, "min", space -> least(disks, space));
        each(spaces, "full-disk", space -> whole(disks, space.path("id").asText()));
        int sharing = (int) spaces.values().stream()
                .filter(space -> allocation(space, "all"))
                .count();
        int left = disks.stream().mapToInt(disk -> disk.free()[0]).sum();
        each(spaces, "all", space -> share(disks, space.path("id").asText(), left / sharing));
        var layout = Json.array();
        disks.forEach(disk -> layout.add(row(disk, spaces)));
        spaces.values().stream().filter(OracleDisks::isGroup).forEach(space -> layout.add(group(space, disks)));
        return layout;
    }

    private Map<String, ObjectNode> spaces(Collection<String> roles) {
        var spaces = new LinkedHashMap<String, ObjectNode>();
        for (var role : new TreeSet<>(roles)) {
            for (var use : volumes.path("volumes_roles_mapping").path(role)) {
                var id = use.path("id").asText();
                if (!id.equals("image") || !withoutImages) {
                    spaces.computeIfAbsent(id, this::space).set("_allocate_size", use.path("allocate_size"));
                }
            }
        }
        return spaces;
    }

    private ObjectNode space(String id) {
        for (var volume : volumes.path("volumes")) {
            if (volume.path("id").asText().equals(id)) {
                return volume.deepCopy();
            }
        }
        throw new IllegalArgumentException("No volume " + id);
    }

    private static boolean isGroup(JsonNode space) {
        return space.path("type").asText().equals("vg");
    }

    private static boolean allocation(JsonNode space, String kind) {
        return space.path("_allocate_size").asText().equals(kind);
    }

    private static void each(
            Map<String, ObjectNode> spaces, String kind, java.util.function.Consumer<ObjectNode> action) {
        spaces.values().stream().filter(space -> allocation(space, kind)).forEach(action);
    }

    private static void least(List<Disk> disks, JsonNode space) {
        int wanted = least(space);
        for (var disk : disks) {
            take(disk, space.path("id").asText(), disk.free()[0] >= wanted ? wanted : 0);
            wanted = disk.sizes().get(space.path("id").asText()) == wanted ? 0 : wanted;
        }
    }

    private static int least(JsonNode space) {
        var told = space.path("min_size");
        var generator = told.path("generator").asText();
        return generator.equals("calc_gb_to_mb")
                ? told.path("generator_args").path(0).asInt() * GIB
                : LEAST.get(generator);
    }

    private static void whole(List<Disk> disks, String space) {
        for (var disk : disks) {
            var untouched = disk.sizes().values().stream().allMatch(size -> size == 0);
            take(disk, space, untouched ? disk.free()[0] : 0);
        }
    }

    private static void share(List<Disk> disks, String space, int size) {
        int wanted = size;
        for (var disk : disks) {
            int taken = Math.min(wanted, disk.free()[0]);
            take(disk, space, taken);
            wanted -= taken;
        }
    }

    private static void take(Disk disk, String space, int size) {
        disk.sizes().put(space, size);
        disk.free()[0] -= size;
    }

    private static ObjectNode row(Disk disk, Map<String, ObjectNode> spaces) {
        var row = disk.row();
        var parts = row.putArray("volumes");
        parts.addObject().put("type", "boot").put("size", BOOT);
        parts.addObject()
                .put("type", "raid")
                .put("name", "Boot")
                .put("mount", "/boot")
                .put("file_system", "ext2")
                .put("size", BOOT_FILES);
        var pool = parts.addObject().put("type", "lvm_meta_pool");
        int groups = 0;
        int used = 0;
        for (var size : disk.sizes().entrySet()) {
            var space = spaces.get(size.getKey());
            if (isGroup(space)) {
                int meta = size.getValue() > 0 ? META : 0;
                groups += META;
                used += meta;
                parts.addObject()
                        .put("type", "pv")
                        .put("vg", size.getKey())
                        .put("lvm_meta_size", meta)
                        .put("size", size.getValue() + meta);
            } else {
                parts.addObject()
                        .put("type", "partition")
                        .put("name", size.getKey())
                        .put("size", size.getValue())
                        .putNull("disk_label")
                        .<ObjectNode>set("mount", space.path("mount"))
                        .<ObjectNode>set("file_system", space.path("file_system"))
                        .set("partition_guid", space.path("partition_guid"));
            }
        }
        pool.put("size", groups - used);
        return row.put("free_space", row.path("size").asInt() - BOOT - BOOT_FILES - groups);
    }

    private static ObjectNode group(ObjectNode space, List<Disk> disks) {
        var id = space.path("id").asText();
        int size = disks.stream().mapToInt(disk -> disk.sizes().get(id)).sum();
        space.put("min_size", least(space));
        for (var volume : space.path("volumes")) {
            ((ObjectNode) volume)
                    .put(
                            "size",
                            switch (volume.path("size").path("generator").asText()) {
                                case "calc_swap_size" -> SWAP;
                                case "calc_total_root_vg" -> size - SWAP;
                                default -> size;
                            });
        }
        return space;
    }
}
