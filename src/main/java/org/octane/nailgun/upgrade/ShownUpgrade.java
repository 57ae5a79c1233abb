package org.octane.nailgun.upgrade;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.InPlaceProgress;
import org.octane.nailgun.model.InPlaceProgress.State;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.rows.Tasks;
import org.octane.nailgun.version.OthersAtWork;
import org.octane.nailgun.version.VersionedUpgrade;
import org.octane.plan.Refusal;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Writes into Nailgun's rows how far an upgrade in place is. What is there already is compared, not remembered: whoever dies in
 * between, or writes another status meanwhile, leaves it to the next look. The caller gives the transaction.
 */
public final class ShownUpgrade {

    private static final SqlFiles SQL = new SqlFiles("nailgun/upgrade");
    private static final String CUT_OFF = "Upgrade has failed. The call that began it was cut off; nothing was done.";

    private final Tables tables;
    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final EnumTypes enums;
    private final Tasks tasks;
    private final VersionedUpgrade versions;
    private final OthersAtWork inUpgrade;

    public ShownUpgrade(Tables tables) {
        this.tables = tables;
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.enums = new EnumTypes(tables.jdbc());
        this.tasks = new Tasks(tables.jdbc());
        this.versions = new VersionedUpgrade(tables);
        this.inUpgrade = new OthersAtWork(tables);
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#begin}. */
    public int begin(int cluster, Collection<Integer> nodes, Supplier<InPlaceProgress> progress) {
        if (nodes.isEmpty()) {
            versions.begin(cluster);
        } else {
            clusters.lock(cluster);
            tables.nodes().lock(new TreeSet<>(nodes));
            jdbc.update(SQL.of("begin-nodes"), Map.of("cluster_id", cluster, "nodes", nodes));
        }
        return show(cluster, progress);
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#show}. */
    public Integer show(int id, Supplier<InPlaceProgress> asked) {
        if (find(id) == null) {
            return null;
        }
        var progress = asked.get();
        if (progress == null) {
            return null;
        }
        if (progress.state() == State.ABORTED || progress.state() == State.BACK) {
            jdbc.update(SQL.of("leave-nodes"), Map.of("cluster_id", id));
            if (progress.untouched()) {
                versions.cancel(id);
            }
        }
        var cluster = clusters.get(id);
        status(cluster, progress);
        return task(cluster, progress);
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#isCutOff}. */
    public boolean isCutOff(int cluster, InPlaceProgress newest) {
        return UpgradeTask.isCutOff(jdbc, cluster, newest);
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#endCutOff}. */
    public void endCutOff(int id, InPlaceProgress newest) {
        if (find(id) == null || !isCutOff(id, newest)) {
            return;
        }
        UpgradeTask.endCutOff(jdbc, id, newest, CUT_OFF);
        tasks.tell("error", CUT_OFF, id, null);
        if (newest == null || newest.state().over()) {
            jdbc.update(SQL.of("leave-nodes"), Map.of("cluster_id", id));
            boolean begun = versions.of(id).filter(all -> !all.switched()).isPresent();
            if (begun && (newest == null || newest.untouched() || newest.state() == State.DONE)) {
                versions.cancel(id);
            }
        }
    }

    /** See {@link org.octane.nailgun.ClusterUpgrades#clusters}. */
    public List<Integer> clusters() {
        var all = new TreeSet<>(inUpgrade.clustersInUpgrade());
        all.addAll(UpgradeTask.clusters(jdbc));
        return List.copyOf(all);
    }

    private Cluster find(int id) {
        try {
            return clusters.lock(id);
        } catch (Refusal gone) {
            return null;
        }
    }

    private Integer task(Cluster cluster, InPlaceProgress progress) {
        var task = new UpgradeTask(tables, progress);
        if (task.find().isEmpty()) {
            if (progress.state().over() || cluster.status().equals("remove")) {
                return null;
            }
            task.add();
        }
        var before = task.find().orElseThrow();
        var message = UpgradeSentences.of(cluster, progress);
        task.write(before, message);
        if (message != null && !message.equals(before.message())) {
            tasks.tell(UpgradeSentences.topic(progress.state()), message.split("\n\n", 2)[0], cluster.id(), null);
        }
        return before.id();
    }

    private void status(Cluster cluster, InPlaceProgress progress) {
        if (!cluster.isInUpgrade()) {
            return;
        }
        var known = enums.values("cluster_status");
        var wanted = status(progress);
        var status = known.contains(wanted) ? wanted : wanted.replace("rollback", "upgrade");
        if (known.contains(status)) {
            jdbc.update(SQL.of("cluster-status"), Map.of("cluster_id", cluster.id(), "status", status));
        }
    }

    /** Of a cluster that is in upgrade until all its nodes are done. */
    private static String status(InPlaceProgress progress) {
        return switch (progress.state()) {
            case RUNNING, DONE -> "upgrade";
            case FAILED, ABORTED -> "upgrade_error";
            case GOING_BACK -> "rollback";
            case FAILED_GOING_BACK -> "rollback_error";
            // Nodes that went back wait for another upgrade; a control plane that went back in part needs a person.
            case BACK -> progress.nodes() ? "upgrade" : "upgrade_error";
        };
    }
}
