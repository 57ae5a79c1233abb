package org.octane.nailgun.version;

import java.util.List;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.release.ReleaseRules;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.rows.Tasks;
import org.octane.plan.Refusal;

/** When a cluster may have another version of its settings beside the one in force. */
final class VersionRules {

    private final Relations relations;
    private final StoredVersions stored;
    private final Tasks tasks;

    VersionRules(Tables tables) {
        this.relations = tables.relations();
        this.stored = new StoredVersions(tables.jdbc(), tables.rows());
        this.tasks = new Tasks(tables.jdbc());
    }

    void mayPrepare(Cluster cluster, Release from, Release to) {
        mustNotBeInUpgrade(cluster);
        var others = stored.releases(cluster.id()).stream()
                .filter(release -> release != from.id() && release != to.id())
                .toList();
        if (!others.isEmpty()) {
            throw Refusal.conflict(
                    "Cluster %d has settings prepared for release %d; withdraw them first, with null for its pending release."
                            .formatted(cluster.id(), others.get(0)));
        }
        if (relations.of(cluster.id()).isPresent()) {
            throw Refusal.conflict("Cluster %d takes part in an upgrade to a seed.".formatted(cluster.id()));
        }
        mustBeIdle(cluster.id());
    }

    /** In Nailgun's own sentence, and then why there is no upgrade in place either. */
    static void mustLeadThere(Release from, Release to) {
        try {
            ReleaseRules.check(from, to);
        } catch (Refusal why) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "Cannot set pending release as it cannot update current release",
                    List.of(why.getMessage()));
        }
    }

    void mustBeIdle(int cluster) {
        var open = tasks.open(List.of(cluster));
        if (!open.isEmpty()) {
            throw Refusal.conflict(
                    "Cluster %d has active tasks: %s.".formatted(cluster, String.join("; ", open)), open);
        }
    }

    static void mustNotBeInUpgrade(Cluster cluster) {
        if (cluster.isInUpgrade()) {
            throw Refusal.conflict(
                    "Cluster %d is being upgraded; its versions of settings stay as they are.".formatted(cluster.id()));
        }
    }
}
