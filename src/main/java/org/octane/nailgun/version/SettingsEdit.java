package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;

/**
 * Changes values of a cluster's settings. While it has two versions a change goes to both, or to none if one of them can't have
 * it. The caller gives the transaction.
 */
final class SettingsEdit {

    private final Clusters clusters;
    private final ClusterAttributes attributes;
    private final StoredVersions stored;

    SettingsEdit(Tables tables) {
        this.clusters = tables.clusters();
        this.attributes = new ClusterAttributes(tables.jdbc());
        this.stored = new StoredVersions(tables.jdbc(), tables.rows());
    }

    /** @param wanted sections with settings that have a {@code value}; those that are as they were may stand there */
    void change(int id, ObjectNode wanted) {
        var cluster = clusters.lock(id);
        var now = attributes.find(id).orElseThrow(() -> Refusal.notFound("Cluster not found"));
        var changes = changes(wanted, now.editable());
        if (changes.isEmpty()) {
            return;
        }
        var unknown = unfit(now.editable(), changes);
        if (!unknown.isEmpty()) {
            throw Refusal.invalid("Cluster %d has no such settings, or not with such values: %s."
                    .formatted(id, String.join(", ", unknown)));
        }
        for (int release : stored.releases(id)) {
            var version = stored.find(id, release).orElseThrow();
            var lost = unfit(version.attributes().editable(), changes);
            if (!lost.isEmpty()) {
                throw Refusal.conflict(
                        ("Cluster %d has settings for release %d as well, where these do not exist, or not with such values: %s."
                                        + " Nothing was changed.")
                                .formatted(id, release, String.join(", ", lost)),
                        lost);
            }
            set(version.attributes(), changes);
            stored.save(id, version);
        }
        set(now, changes);
        attributes.write(cluster.id(), now);
    }

    /** Values that differ, by the pointer of their setting. */
    private static Map<String, JsonNode> changes(ObjectNode wanted, ObjectNode now) {
        var changes = new LinkedHashMap<String, JsonNode>();
        wanted.properties().forEach(section -> section.getValue().properties().forEach(setting -> {
            var value = setting.getValue().get("value");
            var pointer = pointer(section.getKey(), setting.getKey());
            if (value != null && !value.equals(now.at(pointer).get("value"))) {
                changes.put(pointer, value);
            }
        }));
        return changes;
    }

    private static List<String> unfit(ObjectNode editable, Map<String, JsonNode> changes) {
        var unfit = new ArrayList<String>();
        changes.forEach((pointer, value) -> {
            var setting = editable.at(pointer);
            if (!setting.has("value")
                    || setting.get("value").getNodeType() != value.getNodeType()
                    || !allows(setting.path("values"), value)) {
                unfit.add(pointer.substring(1).replace('/', '.'));
            }
        });
        return unfit;
    }

    private static boolean allows(JsonNode choices, JsonNode value) {
        return choices.isEmpty()
                || StreamSupport.stream(choices.spliterator(), false)
                        .anyMatch(choice -> choice.path("data").equals(value));
    }

    private static void set(Attributes attributes, Map<String, JsonNode> changes) {
        changes.forEach((pointer, value) -> ((ObjectNode) attributes.editable().at(pointer)).set("value", value));
    }

    private static String pointer(String section, String setting) {
        return "/" + escaped(section) + "/" + escaped(setting);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
