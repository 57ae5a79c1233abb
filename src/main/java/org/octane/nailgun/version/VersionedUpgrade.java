package org.octane.nailgun.version;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.ClusterSettings;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Brings a cluster from one version of its settings to the other, and back. The version in force is in Nailgun's own rows, and
 * both are kept until the upgrade is closed. The caller gives the transaction; each call may be repeated.
 */
public final class VersionedUpgrade {

    private static final SqlFiles SQL = new SqlFiles("nailgun/version");

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final StoredVersions stored;
    private final VersionInForce inForce;
    private final VersionChanges changes;
    private final NodeVersions nodes;
    private final VersionRules rules;

    public VersionedUpgrade(Tables tables) {
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.stored = new StoredVersions(tables.jdbc(), tables.rows());
        this.inForce = new VersionInForce(tables);
        this.changes = new VersionChanges(tables);
        this.nodes = new NodeVersions(tables);
        this.rules = new VersionRules(tables);
    }

    /** Empty: the cluster has Nailgun's rows alone. */
    public Optional<SettingsVersions> of(int cluster) {
        return of(clusters.get(cluster));
    }

    private Optional<SettingsVersions> of(Cluster cluster) {
        var releases = stored.releases(cluster.id());
        return releases.stream()
                .filter(release -> release != cluster.release())
                .findFirst()
                .map(other -> new SettingsVersions(
                        cluster.id(),
                        cluster.isInUpgrade(),
                        cluster.release(),
                        other,
                        releases.get(0).equals(other)));
    }

    /** The cluster is in upgrade, and each of its nodes has to go to the version that is prepared. */
    public void begin(int id) {
        var cluster = clusters.lock(id);
        var versions = required(cluster);
        if (cluster.isInUpgrade()) {
            return;
        }
        rules.mustBeIdle(id);
        changes.mustBeNone(versions);
        nodes.begin(versions);
        jdbc.update(SQL.of("note-beginning"), Map.of("cluster_id", id));
        status(id, "upgrade");
    }

    /** Takes the beginning back: the cluster has the status that it had, and only the first version counts. */
    public void cancel(int id) {
        var cluster = clusters.lock(id);
        if (!cluster.isInUpgrade()) {
            return;
        }
        var versions = required(cluster);
        if (versions.switched()) {
            throw Refusal.conflict(
                    "Cluster %d has gone over to release %d; let it go back first.".formatted(id, versions.inForce()));
        }
        nodes.mustAllHave(versions.first(), id);
        nodes.end(id);
        var former = jdbc.queryForList(SQL.of("former-status"), Map.of("cluster_id", id), String.class);
        status(id, former.get(0) == null ? "operational" : former.get(0));
        jdbc.update(SQL.of("note-end"), Map.of("cluster_id", id));
    }

    /**
     * Nodes have the version of a release from now on, with its volumes; they may go back to the first.
     *
     * @param release one of the two
     */
    public void move(Collection<Integer> ids, int release) {
        var of = jdbc.queryForList(SQL.of("clusters-of-nodes"), Map.of("nodes", new TreeSet<>(ids)), Integer.class);
        if (of.size() != 1 || of.get(0) == null) {
            throw Refusal.conflict("Nodes %s are not in one cluster.".formatted(new TreeSet<>(ids)));
        }
        var cluster = clusters.lock(of.get(0));
        var versions = required(cluster);
        if (release != versions.inForce() && release != versions.other()) {
            throw Refusal.conflict("Cluster %d has no settings for release %d.".formatted(cluster.id(), release));
        }
        if (!cluster.isInUpgrade()) {
            throw Refusal.conflict("The upgrade of cluster %d has not begun.".formatted(cluster.id()));
        }
        nodes.move(ids, versions, release);
    }

    /** Puts the newer version in force, with its release. */
    public void switchOver(int id) {
        var cluster = clusters.lock(id);
        var versions = required(cluster);
        if (versions.switched()) {
            return;
        }
        if (!cluster.isInUpgrade()) {
            throw Refusal.conflict("The upgrade of cluster %d has not begun.".formatted(id));
        }
        jdbc.queryForList(SQL.of("lock-attributes"), Map.of("cluster_id", id));
        changes.mustBeNone(versions);
        exchange(versions);
        pending(id, null);
    }

    /**
     * Puts the first version in force again, as it was.
     *
     * @return what was changed in the newer one since it was in force, each a few words: it stays there, and is not in the first
     */
    public List<String> goBack(int id) {
        var cluster = clusters.lock(id);
        var versions = required(cluster);
        if (!versions.switched()) {
            return List.of();
        }
        jdbc.queryForList(SQL.of("lock-attributes"), Map.of("cluster_id", id));
        var changed = changes.of(versions);
        exchange(versions);
        pending(id, versions.next());
        return changed;
    }

    /** Ends an upgrade all of whose nodes have the newer version, which is in force: it is the cluster's only one now. */
    public void close(int id) {
        var cluster = clusters.lock(id);
        if (of(cluster).isEmpty()) {
            return;
        }
        var versions = required(cluster);
        if (!versions.switched()) {
            throw Refusal.conflict("Cluster %d has not gone over to release %d.".formatted(id, versions.next()));
        }
        nodes.mustAllHave(versions.next(), id);
        nodes.end(id);
        stored.remove(id);
        status(id, "operational");
    }

    /** Id of the release whose version a node has. */
    public int release(int node) {
        return nodes.release(node);
    }

    /** What was changed in Nailgun's rows alone since there are two versions, each a few words. */
    public List<String> changed(int cluster) {
        return of(cluster).map(changes::of).orElse(List.of());
    }

    /** Both are read anew, so that each is kept as Nailgun's rows have it while it is in force. */
    private void exchange(SettingsVersions versions) {
        int id = versions.cluster();
        var leaving = stored.find(id, versions.inForce()).orElseThrow();
        var coming = stored.find(id, versions.other()).orElseThrow();
        stored.save(id, withVolumes(inForce.read(id), leaving));
        inForce.write(id, coming);
        stored.save(id, withVolumes(inForce.read(id), coming));
    }

    /** Those in Nailgun's rows are of each node's own version. */
    private static ClusterSettings withVolumes(ClusterSettings settings, ClusterSettings other) {
        return settings.with(other.volumes());
    }

    private SettingsVersions required(Cluster cluster) {
        return of(cluster)
                .orElseThrow(() -> Refusal.conflict(
                        "Cluster %d has no settings prepared for another release.".formatted(cluster.id())));
    }

    private void status(int cluster, String status) {
        jdbc.update(SQL.of("set-status"), Map.of("cluster_id", cluster, "status", status));
    }

    private void pending(int cluster, Integer release) {
        var values = new HashMap<String, Object>();
        values.put("cluster_id", cluster);
        values.put("release_id", release);
        jdbc.update(SQL.of("set-pending"), values);
    }
}
