package org.octane.nailgun.version;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The release that a cluster shall reach by an upgrade in place, with its version of the settings. The caller gives the transaction. */
public final class PendingRelease {

    private static final SqlFiles SQL = new SqlFiles("nailgun/version");

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final Releases releases;
    private final VersionPreparation preparation;

    public PendingRelease(Tables tables, PluginSettings plugins) {
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.releases = tables.releases();
        this.preparation = new VersionPreparation(tables, plugins);
    }

    public void prepare(int id, int release, Collection<String> without) {
        prepare(clusters.lock(id), release, without);
    }

    /** @param cluster its row is locked */
    public void prepare(Cluster cluster, int release, Collection<String> without) {
        VersionRules.mustLeadThere(releases.get(cluster.release()), releases.get(release));
        var pending = Json.object(
                        jdbc.queryForObject(SQL.of("cluster-row"), Map.of("cluster_id", cluster.id()), String.class))
                .path("pending_release_id");
        if (pending.isInt() && pending.intValue() != release && !cluster.isInUpgrade()) {
            throw Refusal.conflict(
                    "Cluster %d is to reach release %d already; withdraw that first, with null for its pending release."
                            .formatted(cluster.id(), pending.intValue()));
        }
        preparation.prepare(cluster, release, without);
        set(cluster.id(), release);
    }

    /** Names and versions of plugins that are in the way; none if the release is prepared. */
    public List<String> incompatiblePlugins(int id, int release) {
        return preparation.incompatiblePlugins(clusters.get(id), release);
    }

    public void withdraw(int id) {
        var cluster = clusters.lock(id);
        if (preparation.isPrepared(id)) {
            preparation.withdraw(cluster);
            set(id, null);
        }
    }

    /**
     * Nothing is prepared from now on, and another pending release may be written.
     *
     * @param cluster its row is locked
     */
    public void forget(Cluster cluster) {
        preparation.withdraw(cluster);
    }

    /** Whether a version is prepared, for whichever release. */
    public boolean isPrepared(int cluster) {
        return preparation.isPrepared(cluster);
    }

    private void set(int cluster, Integer release) {
        var values = new HashMap<String, Object>();
        values.put("cluster_id", cluster);
        values.put("release_id", release);
        jdbc.update(SQL.of("set-pending"), values);
    }
}
