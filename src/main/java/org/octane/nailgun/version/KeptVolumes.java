package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.nailgun.rows.Tables;

/** Whether an installation with the other version can leave volumes of a node alone. */
public final class KeptVolumes {

    private static final String ROOT = "os";

    private final VersionedUpgrade versions;
    private final StoredVersions stored;
    private final NodeVersions nodes;
    private final NodeVolumes volumes;
    private final Tables tables;

    public KeptVolumes(Tables tables) {
        this.tables = tables;
        this.versions = new VersionedUpgrade(tables);
        this.stored = new StoredVersions(tables.jdbc(), tables.rows());
        this.nodes = new NodeVersions(tables);
        this.volumes = new NodeVolumes(tables.jdbc());
    }

    /** See {@link org.octane.nailgun.VersionedSettings#unkeepable}. */
    public List<String> unkeepable(int node, Collection<String> required, Predicate<String> others) {
        var row = tables.nodes().get(node);
        var found = row.cluster() == null ? null : versions.of(row.cluster()).orElse(null);
        if (found == null) {
            return List.of();
        }
        var now = of(node, found, found.first());
        var next = of(node, found, found.next());
        var names = new TreeSet<>(required);
        NodeVolumes.keepable(now).stream().filter(others).forEach(names::add);
        var sentences = new ArrayList<String>();
        if (now.isEmpty()) {
            sentences.add("Nailgun knows no disks of %s.".formatted(row.hostname()));
        }
        for (var name : names) {
            var before = sizes(now, name);
            var after = sizes(next, name);
            if (required.contains(name) && before.isEmpty()) {
                sentences.add("%s has no volume '%s' of its own.".formatted(row.hostname(), name));
            } else if (!before.isEmpty() && !before.equals(after)) {
                sentences.add("Volume '%s' of %s has these sizes in MiB on its disks, %s, and with the new release %s."
                        .formatted(name, row.hostname(), before, after));
            }
        }
        if (isMarked(now) || isMarked(next)) {
            sentences.add("The root volume of %s is marked to be kept, which no installation can do."
                    .formatted(row.hostname()));
        }
        return sentences;
    }

    /** See {@link org.octane.nailgun.VersionedSettings#root}. */
    public OptionalLong root(int node) {
        var row = tables.nodes().get(node);
        var found = row.cluster() == null ? null : versions.of(row.cluster()).orElse(null);
        if (found == null) {
            return OptionalLong.empty();
        }
        for (var group : of(node, found, found.next())) {
            for (var volume : group.path("volumes")) {
                if (volume.path("mount").asText().equals("/")) {
                    return OptionalLong.of(volume.path("size").asLong());
                }
            }
        }
        return OptionalLong.empty();
    }

    /** In the node's row are the volumes of the version that it has. */
    private JsonNode of(int node, SettingsVersions found, int release) {
        return nodes.release(node) == release
                ? volumes.of(node)
                : stored.find(found.cluster(), release).orElseThrow().volumes().path(Integer.toString(node));
    }

    /** By disk, of those on which there is room for it. */
    private static Map<String, Long> sizes(JsonNode layout, String name) {
        var sizes = new TreeMap<String, Long>();
        for (var disk : layout) {
            for (var part : disk.path("volumes")) {
                if (disk.path("type").asText().equals("disk")
                        && name.equals(NodeVolumes.nameOf(part))
                        && part.path("size").asLong() > 0) {
                    sizes.put(disk.path("id").asText(), part.path("size").asLong());
                }
            }
        }
        return sizes;
    }

    private static boolean isMarked(JsonNode layout) {
        for (var disk : layout) {
            for (var part : disk.path("volumes")) {
                if (ROOT.equals(NodeVolumes.nameOf(part))
                        && part.path("keep_data").booleanValue()) {
                    return true;
                }
            }
        }
        return false;
    }
}
