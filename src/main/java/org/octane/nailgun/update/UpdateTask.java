package org.octane.nailgun.update;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.release.UpdateSettings;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tasks;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Nailgun's task {@code update}, one for all nodes of a cluster, and the cluster's status with it. Each node is cast by itself under
 * a uuid of its own, so that Nailgun's own receiver, which would take the first node's end for that of all, knows nothing of it.
 * The caller gives the transaction.
 */
public final class UpdateTask {

    private static final String STATUSES = "cluster_status";
    private static final String DONE = "Update of environment '%s' is done. ";

    private final NamedParameterJdbcTemplate jdbc;
    private final UpdatedNodes nodes;
    private final Releases releases;
    private final UpdateSettings settings;
    private final ClusterAttributes attributes;
    private final EnumTypes enums;
    private final Tasks tasks;

    public UpdateTask(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.nodes = new UpdatedNodes(jdbc);
        this.releases = new Releases(jdbc);
        this.settings = new UpdateSettings(jdbc);
        this.attributes = new ClusterAttributes(jdbc);
        this.enums = new EnumTypes(jdbc);
        this.tasks = new Tasks(jdbc);
    }

    /** See {@link org.octane.nailgun.Updates#begin}. */
    public int begin(int id, int release) {
        var cluster = UpdatedCluster.locked(jdbc, id);
        var open = open(cluster);
        if (open != null) {
            return open;
        }
        var kind = UpdateKind.of(releases.get(cluster.release()), releases.get(release));
        jdbc.update(
                Sql.of("nailgun/update/begin-cluster"),
                of(id).addValue("status", kind.status(statuses())).addValue("release", release));
        deploying(cluster, false);
        return add(id);
    }

    /** See {@link org.octane.nailgun.Updates#goOn}. */
    public int goOn(int id) {
        var cluster = UpdatedCluster.locked(jdbc, id);
        var kind = UpdateKind.ofStatus(cluster.status()).orElse(UpdateKind.UPDATE);
        status(id, kind.status(statuses()));
        var open = open(cluster);
        if (open != null) {
            return open;
        }
        deploying(cluster, true);
        return add(id);
    }

    /** Whether one of Octane's is: the cluster says so, and no task of anybody else. */
    public boolean isUnderWay(int id) {
        return UpdatedCluster.find(jdbc, id).filter(this::isUnderWay).isPresent();
    }

    private boolean isUnderWay(UpdatedCluster cluster) {
        var known = statuses();
        return UpdateKind.ofStatus(cluster.status())
                        .filter(kind -> cluster.status().equals(kind.status(known)))
                        .isPresent()
                && cluster.isOctanes(jdbc);
    }

    /** See {@link org.octane.nailgun.Updates#fail}. @param error null: the nodes in error say it */
    public void fail(int id, String error) {
        if (!isUnderWay(id)) {
            UpdatedCluster.find(jdbc, id)
                    .filter(gone -> gone.isRemoved()
                            && gone.isOctanes(jdbc)
                            && !gone.openTasks(jdbc).isEmpty())
                    .ifPresent(gone -> end(gone, "error", "Update has failed." + cause(error, List.of())));
            return;
        }
        var cluster = UpdatedCluster.locked(jdbc, id);
        var failed = cluster.failedNodes(jdbc);
        jdbc.update(Sql.of("nailgun/update/fail-nodes"), of(id));
        end(
                cluster,
                "error",
                "Update has failed." + cause(error, failed.isEmpty() ? cluster.failedNodes(jdbc) : failed));
        var kind = UpdateKind.ofStatus(cluster.status()).orElseThrow();
        status(id, kind.errorStatus(statuses()));
    }

    /** See {@link org.octane.nailgun.Updates#finish}. */
    public void finish(int id, int release) {
        var cluster = UpdatedCluster.locked(jdbc, id);
        cluster.refuseRemoved();
        if (isFinished(id, release)) {
            return;
        }
        var failed = cluster.unfinishedNodes(jdbc);
        if (!failed.isEmpty()) {
            throw Refusal.conflict("Update has failed." + cause(null, failed));
        }
        var current = releases.get(cluster.release());
        var target = releases.get(release);
        if (target.id() != current.id()) {
            settings(id, current, target);
        }
        jdbc.update(Sql.of("nailgun/update/finish-cluster"), of(id).addValue("release", release));
        end(cluster, "ready", DONE.formatted(cluster.name()));
    }

    /** See {@link org.octane.nailgun.Updates#isFinished}. */
    public boolean isFinished(int id, int release) {
        var cluster = UpdatedCluster.find(jdbc, id).orElseThrow(() -> Refusal.notFound("Cluster not found"));
        return !cluster.isRemoved()
                && cluster.release() == release
                && UpdateKind.ofStatus(cluster.status()).isEmpty();
    }

    /** See {@link org.octane.nailgun.Updates#repositories}. */
    public String repositories(int id, int release) {
        var cluster = UpdatedCluster.find(jdbc, id).orElseThrow(() -> Refusal.notFound("Cluster not found"));
        var editable =
                settings.of(id, attributes.of(id).editable(), releases.get(cluster.release()), releases.get(release));
        return UpdateSettings.pinned(editable);
    }

    private void settings(int id, Release current, Release target) {
        var editable = settings.of(id, attributes.of(id).editable(), current, target);
        jdbc.update(Sql.of("nailgun/update/set-editable"), of(id).addValue("editable", editable.toString()));
    }

    private Integer open(UpdatedCluster cluster) {
        cluster.refuseRemoved();
        for (var task : cluster.openTasks(jdbc)) {
            if (!task.isOctanes()) {
                throw Refusal.conflict(
                        "Can't update environment '%d' when other task is running".formatted(cluster.id()));
            }
            return task.id();
        }
        return null;
    }

    private void deploying(UpdatedCluster cluster, boolean again) {
        var going = nodes.of(cluster.id(), cluster.mode()).stream()
                .filter(node -> !(again && node.status().equals("ready")))
                .map(UpdatedNode::id)
                .toList();
        if (!going.isEmpty()) {
            jdbc.update(Sql.of("nailgun/update/begin-nodes"), of(cluster.id()).addValue("nodes", going));
        }
    }

    /** Version 3 of a uuid tells Octane's tasks from Nailgun's own. */
    private int add(int cluster) {
        var uuid = UUID.nameUUIDFromBytes(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        return jdbc.queryForObject(
                Sql.of("nailgun/update/add-task"), of(cluster).addValue("uuid", uuid.toString()), Integer.class);
    }

    private void end(UpdatedCluster cluster, String status, String message) {
        jdbc.update(
                Sql.of("nailgun/update/end-task"),
                of(cluster.id())
                        .addValue("status", status)
                        .addValue("progress", status.equals("ready") ? 100 : null)
                        .addValue("message", message));
        tasks.tell(status.equals("ready") ? "done" : "error", message.split("\n\n", 2)[0], cluster.id(), null);
    }

    private void status(int cluster, String status) {
        jdbc.update(Sql.of("nailgun/update/status"), of(cluster).addValue("status", status));
    }

    private List<String> statuses() {
        var known = enums.values(STATUSES);
        if (!known.contains("update")) {
            throw Rows.missing("value " + STATUSES + " update");
        }
        return known;
    }

    private static String cause(String error, List<String> failed) {
        if (error != null) {
            return " " + error;
        }
        return failed.isEmpty() ? "" : " Check these nodes:\n'" + String.join("', '", failed) + "'";
    }

    private static MapSqlParameterSource of(int cluster) {
        return new MapSqlParameterSource(Map.of("cluster", cluster));
    }
}
