package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.ClusterSettings;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Which version of their cluster's settings nodes have. The volumes in a node's row are those of its version. */
final class NodeVersions {

    private static final SqlFiles SQL = new SqlFiles("nailgun/version");

    private final NamedParameterJdbcTemplate jdbc;
    private final Nodes nodes;
    private final NodeVolumes volumes;
    private final StoredVersions stored;

    NodeVersions(Tables tables) {
        this.jdbc = tables.jdbc();
        this.nodes = tables.nodes();
        this.volumes = new NodeVolumes(tables.jdbc());
        this.stored = new StoredVersions(tables.jdbc(), tables.rows());
    }

    /** @param release 0: the node came when the upgrade had begun */
    record NodeVersion(int id, String hostname, int release, boolean toGo) {}

    List<NodeVersion> of(int cluster) {
        return jdbc.query(
                SQL.of("nodes"),
                Map.of("cluster_id", cluster),
                (row, n) -> new NodeVersion(
                        row.getInt("id"),
                        row.getString("hostname"),
                        row.getInt("release_id"),
                        row.getBoolean("pending_deletion")));
    }

    int release(int node) {
        nodes.get(node);
        var release = jdbc.queryForObject(SQL.of("release-of-node"), Map.of("node_id", node), Integer.class);
        if (release == null) {
            throw Refusal.conflict("Node %d is in no cluster.".formatted(node));
        }
        return release;
    }

    void begin(SettingsVersions versions) {
        var members = of(versions.cluster()).stream().map(NodeVersion::id).toList();
        if (!members.isEmpty()) {
            nodes.lock(members);
        }
        jdbc.update(
                SQL.of("begin-nodes"),
                Map.of("cluster_id", versions.cluster(), "first", versions.first(), "next", versions.next()));
    }

    void end(int cluster) {
        jdbc.update(SQL.of("end-nodes"), Map.of("cluster_id", cluster));
    }

    void mustAllHave(int release, int cluster) {
        var others = of(cluster).stream()
                .filter(node -> node.release() != release && node.release() != 0)
                .map(node -> node.hostname() + " (" + node.id() + ")")
                .toList();
        if (!others.isEmpty()) {
            throw Refusal.conflict(
                    "Nodes of cluster %d do not have release %d: %s."
                            .formatted(cluster, release, String.join(", ", others)),
                    others);
        }
    }

    void move(Collection<Integer> ids, SettingsVersions versions, int release) {
        int cluster = versions.cluster();
        var to = stored.find(cluster, release).orElseThrow();
        var from = stored.find(cluster, release == versions.inForce() ? versions.other() : versions.inForce())
                .orElseThrow();
        for (var node : nodes.lock(new TreeSet<>(ids))) {
            if (release(node.id()) != release) {
                var text = Integer.toString(node.id());
                from.volumes().set(text, volumes.of(node.id()));
                write(node.id(), to, text);
                var values = new HashMap<String, Object>();
                values.put("node_id", node.id());
                values.put("release_id", release);
                values.put("pending", release == versions.next() ? null : versions.next());
                values.put("forward", release == versions.next());
                jdbc.update(SQL.of("move-node"), values);
            }
        }
        stored.save(cluster, from);
    }

    private void write(int node, ClusterSettings to, String text) {
        ObjectNode all = to.volumes();
        if (all.has(text) && !all.get(text).equals(volumes.of(node))) {
            volumes.write(node, all.get(text).toString());
        }
    }
}
