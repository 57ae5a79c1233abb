package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;

/**
 * What somebody changed in Nailgun's rows, and so in the version in force alone, since there are two versions: a Nailgun beside
 * Octane knows of no other.
 */
final class VersionChanges {

    private final StoredVersions stored;
    private final VersionInForce inForce;
    private final NodeVersions nodes;

    VersionChanges(Tables tables) {
        this.stored = new StoredVersions(tables.jdbc(), tables.rows());
        this.inForce = new VersionInForce(tables);
        this.nodes = new NodeVersions(tables);
    }

    /** Each a few words, without values. */
    List<String> of(SettingsVersions versions) {
        int cluster = versions.cluster();
        var kept = stored.find(cluster, versions.inForce()).orElseThrow();
        var other = stored.find(cluster, versions.other()).orElseThrow();
        var now = inForce.read(cluster);
        var expected = kept.volumes().deepCopy();
        for (var node : nodes.of(cluster)) {
            var id = Integer.toString(node.id());
            if (node.release() == versions.other() && other.volumes().has(id)) {
                expected.set(id, other.volumes().get(id));
            }
        }
        return VersionDifferences.of(
                kept.with(common(expected, now.volumes())), now.with(common(now.volumes(), expected)));
    }

    /** @throws Refusal 409 naming what was changed */
    void mustBeNone(SettingsVersions versions) {
        var changed = of(versions);
        if (!changed.isEmpty()) {
            throw Refusal.conflict(
                    ("Settings of cluster %d were changed in the version of release %d alone: %s. Change them back, or prepare"
                                    + " release %d again.")
                            .formatted(
                                    versions.cluster(),
                                    versions.inForce(),
                                    String.join(", ", changed),
                                    versions.next()),
                    changed);
        }
    }

    /** A node that came or went is told of as a node. */
    private static ObjectNode common(ObjectNode volumes, ObjectNode others) {
        var names = new ArrayList<String>();
        others.fieldNames().forEachRemaining(names::add);
        return volumes.deepCopy().retain(names);
    }
}
