package org.octane.nailgun.read;

import java.util.ArrayList;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.release.ReleaseRules;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Cloud;
import org.octane.plan.Refusal;

/** The cloud as the planner sees it. */
public final class PlannerCloudReader {

    private final Clusters clusters;
    private final Releases releases;
    private final Relations relations;
    private final Nodes members;

    public PlannerCloudReader(Tables tables) {
        this.clusters = tables.clusters();
        this.releases = tables.releases();
        this.relations = tables.relations();
        this.members = tables.nodes();
    }

    public Cloud of(int id, Integer release) {
        var original = clusters.get(id);
        var current = releases.get(original.release());
        var seed = relations
                .of(id)
                .filter(relation -> relation.original() == id)
                .map(Relation::seed)
                .orElse(null);
        var nodes = new ArrayList<>(members.of(id));
        if (seed != null) {
            nodes.addAll(members.of(seed));
        }
        return new Cloud(
                id,
                original.name(),
                release(current),
                release(target(current, seed, release)),
                seed,
                nodes.stream().map(PlannerCloudReader::node).toList(),
                members.spares().stream().map(PlannerCloudReader::node).toList());
    }

    private Release target(Release current, Integer seed, Integer wanted) {
        if (seed != null) {
            var reached = releases.get(clusters.get(seed).release());
            if (wanted != null && wanted != reached.id()) {
                throw Refusal.conflict(
                        "The upgrade is on its way to release %d, not %d.".formatted(reached.id(), wanted));
            }
            return reached;
        }
        if (wanted != null) {
            var target = releases.get(wanted);
            ReleaseRules.check(current, target);
            return target;
        }
        ReleaseRules.mustBeNumbered(current);
        return releases.names().stream()
                .filter(release -> release.installable()
                        && release.version().number().isPresent()
                        && release.operatingSystem().equals(current.operatingSystem())
                        && release.version().compareTo(current.version()) > 0)
                .reduce((lower, higher) -> higher)
                .map(highest -> releases.get(highest.id()))
                .orElseThrow(() -> Refusal.invalid(
                        "There is no release that release %d can be upgraded to.".formatted(current.id())));
    }

    /** @throws Refusal 400 if its version has no number of Fuel's, by which steps and checks go */
    public static Cloud.Release release(Release release) {
        ReleaseRules.mustBeNumbered(release);
        return new Cloud.Release(release.id(), release.name(), release.version().toString(), release.operatingSystem());
    }

    public static Cloud.Node node(Node member) {
        return new Cloud.Node(
                member.id(),
                member.hostname(),
                member.cluster(),
                member.allRoles(),
                member.status(),
                member.online(),
                member.leaving());
    }
}
