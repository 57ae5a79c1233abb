package org.octane.nailgun.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.octane.json.Json;
import org.octane.nailgun.rows.JsonRow;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The disks of nodes and the volumes on them; see {@link Disks} for their shape. */
public final class NodeVolumes {

    private static final String ROOT = "os";
    private static final Set<String> FOR_BOOTING = Set.of("boot", "raid");

    private final NamedParameterJdbcTemplate jdbc;

    public NodeVolumes(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public ArrayNode of(int node) {
        List<String> found =
                jdbc.queryForList(Sql.of("nailgun/disk/node-volumes"), Map.of("node_id", node), String.class);
        return found.isEmpty() ? Json.array() : of(node, found.get(0));
    }

    /** @param volumes of a node, as the column of text holds them */
    public static ArrayNode of(Object node, String volumes) {
        return JsonRow.of("volume_manager_node_volumes", "node_id", node, volumes)
                .list("volumes");
    }

    /** Of all disks, in MiB. */
    public long space(int node) {
        long space = 0;
        for (var entry : of(node)) {
            if (entry.path("type").asText().equals("disk")) {
                space += entry.path("size").asLong();
            }
        }
        return space;
    }

    public void change(int node, UnaryOperator<ArrayNode> change) {
        var before = of(node);
        var after = change.apply(before.deepCopy());
        if (!after.equals(before)) {
            write(node, after.toString());
        }
    }

    /** @param volumes as the column of text holds them */
    public void write(int node, String volumes) {
        var parameters = Map.of("node_id", node, "volumes", volumes);
        if (jdbc.update(Sql.of("nailgun/disk/update-volumes"), parameters) == 0) {
            jdbc.update(Sql.of("nailgun/disk/insert-volumes"), parameters);
        }
    }

    /**
     * The next installation leaves the data on the volume's partitions alone, on all disks of the node.
     *
     * @param volume name of a partition or of a group of LVM, such as {@code ceph} or {@code vm}; never the root's
     */
    public void keep(int node, String volume, boolean wanted) {
        if (volume.equals(ROOT)) {
            throw Refusal.invalid("The root volume of a node cannot be kept over an installation.");
        }
        var kept = new HashMap<String, ObjectNode>();
        change(node, volumes -> {
            for (var disk : volumes) {
                for (var part : disk.path("volumes")) {
                    if (volume.equals(Disks.nameOf(part)) && part instanceof ObjectNode object) {
                        kept.put(disk.path("id").asText(), object.put("keep_data", wanted));
                    }
                }
            }
            return volumes;
        });
        if (kept.isEmpty()) {
            throw Refusal.invalid("Node %d has no volume '%s'.".formatted(node, volume));
        }
    }

    /** Empty if no disk of the node has such a volume. */
    public Optional<Boolean> isKept(int node, String volume) {
        Boolean kept = null;
        for (var disk : of(node)) {
            for (var part : disk.path("volumes")) {
                if (volume.equals(Disks.nameOf(part))) {
                    kept = part.path("keep_data").booleanValue() && !Boolean.FALSE.equals(kept);
                }
            }
        }
        return Optional.ofNullable(kept);
    }

    /** A partition's own name, or that of its group of LVM. */
    public static String nameOf(JsonNode part) {
        return Disks.nameOf(part);
    }

    /** Names of all that may be kept: what is not for booting, nor the root's. */
    public List<String> keepable(int node) {
        return keepable(of(node));
    }

    /** The same of a layout. */
    public static List<String> keepable(JsonNode layout) {
        var names = new LinkedHashSet<String>();
        for (var disk : layout) {
            for (var part : disk.path("volumes")) {
                var name = Disks.nameOf(part);
                if (disk.path("type").asText().equals("disk")
                        && name != null
                        && !name.equals(ROOT)
                        && !FOR_BOOTING.contains(part.path("type").asText())) {
                    names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }

    /** Leaves what every disk of a spare server has: room for booting. */
    public void clear(int node) {
        change(node, volumes -> {
            var cleared = Json.array();
            for (var disk : volumes) {
                if (disk.path("type").asText().equals("disk")) {
                    cleared.add(bare(disk.deepCopy()));
                }
            }
            return cleared;
        });
    }

    private static ObjectNode bare(ObjectNode disk) {
        var parts = disk.withArray("volumes").deepCopy();
        var kept = disk.putArray("volumes");
        var free = disk.path("size").asLong();
        for (var part : parts) {
            var type = part.path("type").asText();
            if (type.equals("lvm_meta_pool")) {
                kept.add(part.<ObjectNode>deepCopy().put("size", 0));
            } else if (FOR_BOOTING.contains(type)) {
                kept.add(part);
                free -= part.path("size").asLong();
            }
        }
        return disk.put("free_space", free);
    }
}
