package org.octane.nailgun.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.octane.json.Json;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.read.PlannerCloudReader;
import org.octane.nailgun.release.UpdateSettings;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Cloud;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;

/** Which release a cluster can be updated to, and whether it can be now. */
public final class UpdateTargets {

    private static final String PENDING = "pending_release_id";
    private static final Set<String> DEPLOYMENTS =
            Set.of("deploy", "deployment", "reset_environment", "stop_deployment", "update");

    private final Tables tables;
    private final UpdateSettings settings;
    private final UpdatedNodes nodes;

    public UpdateTargets(Tables tables) {
        this.tables = tables;
        this.settings = new UpdateSettings(tables.jdbc());
        this.nodes = new UpdatedNodes(tables.jdbc());
    }

    /** See {@link org.octane.nailgun.Updates#cloud}. */
    public Cloud cloud(int id, Integer wanted) {
        var cluster = tables.clusters().get(id);
        var target = target(id, wanted);
        checkIdle(id, cluster.status());
        if (!settings.areKnown(target)) {
            throw Refusal.conflict(
                    "Release %s says nowhere where its packages are: neither its attributes nor its orchestrator"
                                    .formatted(target.version())
                            + " data name a repository.");
        }
        var updated = nodes.of(id, cluster.mode());
        if (updated.isEmpty()) {
            throw Refusal.conflict("Environment '%s' has no node that could be updated.".formatted(cluster.name()));
        }
        return new Cloud(
                id,
                cluster.name(),
                PlannerCloudReader.release(tables.releases().get(cluster.release())),
                PlannerCloudReader.release(target),
                null,
                updated.stream().map(UpdatedNode::planned).toList(),
                java.util.List.of());
    }

    /** See {@link org.octane.nailgun.Updates#target}. */
    public Release target(int id, Integer wanted) {
        var cluster = tables.clusters().get(id);
        if (!tables.rows().has("clusters", PENDING)) {
            throw Rows.missing("clusters." + PENDING);
        }
        var pending = wanted == null ? pending(id) : wanted;
        if (pending == null) {
            throw Refusal.invalid(
                    "Can't update environment '%s' when new release Id is invalid".formatted(cluster.name()));
        }
        if (cluster.isInUpgrade()) {
            throw Refusal.conflict("Cluster %d is being upgraded; it can't be updated.".formatted(id));
        }
        var target = tables.releases().get(pending);
        if (!tables.releases().get(cluster.release()).canBecome(target)) {
            throw Refusal.invalid("Cannot set pending release as it cannot update current release");
        }
        return target;
    }

    private void checkIdle(int id, String status) {
        if (status.equals("remove")) {
            throw Refusal.conflict("Environment '%d' is being deleted".formatted(id));
        }
        var active = new TreeSet<>(
                tables.jdbc().queryForList(Sql.of("nailgun/update/active-tasks"), Map.of("cluster", id), String.class));
        if (active.stream().anyMatch(DEPLOYMENTS::contains)) {
            throw Refusal.conflict("Can't update environment '%d' when other task is running".formatted(id));
        }
        tables.relations().of(id).ifPresent(relation -> {
            throw Refusal.conflict("Environment '%d' is being upgraded: %s; an update waits for the end of that."
                    .formatted(
                            id,
                            relation.seed() == id
                                    ? "it is the seed of cluster " + relation.original()
                                    : "cluster " + relation.seed() + " is its seed"));
        });
    }

    private Integer pending(int id) {
        JsonNode row = Json.read(
                tables.jdbc().queryForObject(Sql.of("nailgun/update/cluster"), Map.of("cluster", id), String.class));
        return row.path(PENDING).isNumber() ? row.path(PENDING).intValue() : null;
    }
}
