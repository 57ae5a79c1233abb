package org.octane.nailgun.version;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.nailgun.model.Node;
import org.octane.nailgun.read.PlannerCloudReader;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Cloud;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;

/** A cluster on its way from one release to another, as the planner sees it. */
public final class InPlaceCloud {

    private static final SqlFiles SQL = new SqlFiles("nailgun/version");

    private final Tables tables;
    private final VersionedUpgrade versions;
    private final NodeVersions nodes;

    public InPlaceCloud(Tables tables) {
        this.tables = tables;
        this.versions = new VersionedUpgrade(tables);
        this.nodes = new NodeVersions(tables);
    }

    /** See {@link org.octane.nailgun.VersionedSettings#cloud}. */
    public Cloud of(int id, Integer release) {
        var cluster = tables.clusters().get(id);
        var found = versions.of(id)
                .orElseThrow(() -> Refusal.conflict(
                        "Cluster %d has no pending release: nothing is prepared that it could be upgraded to in place. Make one pending: octane env upgrade --env %1$d --release ID --prepare"
                                .formatted(id)));
        if (release != null && release != found.next()) {
            throw Refusal.conflict("Cluster %d is prepared for release %d, not for %d."
                    .formatted(id, found.next(), tables.releases().get(release).id()));
        }
        var primaries = primaries(id);
        return new Cloud(
                id,
                cluster.name(),
                PlannerCloudReader.release(tables.releases().get(found.first())),
                PlannerCloudReader.release(tables.releases().get(found.next())),
                null,
                tables.nodes().of(id).stream()
                        .map(node -> planned(node, primaries))
                        .toList(),
                List.of(),
                nodes.of(id).stream()
                        .filter(node -> node.release() == found.next())
                        .map(NodeVersions.NodeVersion::id)
                        .collect(Collectors.toSet()));
    }

    /** Nailgun 9 calls the column by its tags. */
    private Set<Integer> primaries(int cluster) {
        var statement = tables.rows().has("nodes", "primary_tags") ? "primary-by-tag" : "primary-by-role";
        if (!tables.rows().has("nodes", "primary_tags") && !tables.rows().has("nodes", "primary_roles")) {
            throw Rows.missing("nodes.primary_roles");
        }
        return Set.copyOf(tables.jdbc().queryForList(SQL.of(statement), Map.of("cluster_id", cluster), Integer.class));
    }

    private static Cloud.Node planned(Node node, Set<Integer> primaries) {
        var read = PlannerCloudReader.node(node);
        return primaries.contains(node.id())
                ? new Cloud.Node(
                        read.id(),
                        read.hostname(),
                        read.cluster(),
                        Stream.concat(read.roles().stream(), Stream.of("primary-controller"))
                                .toList(),
                        read.status(),
                        read.online(),
                        read.leaving())
                : read;
    }
}
