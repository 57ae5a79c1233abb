package org.octane.nailgun;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.octane.failure.Code;
import org.octane.nailgun.assign.ServerAddition;
import org.octane.nailgun.deployment.ClusterReader;
import org.octane.nailgun.disk.NodeVolumes;
import org.octane.nailgun.model.Storage;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.release.ReleaseRules;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.rows.Tasks;
import org.octane.nailgun.version.StoredVersions;
import org.octane.plan.Refusal;

/** {@link UpgradeChecks} in Nailgun's database. */
final class DatabaseUpgradeChecks implements UpgradeChecks {

    private final Tables tables;
    private final ServerAddition addition;
    private final Tasks tasks;
    private final NodeVolumes volumes;
    private final ClusterAttributes attributes;
    private final Networks networks;
    private final StoredVersions versions;

    DatabaseUpgradeChecks(Tables tables, ServerAddition addition, Tasks tasks) {
        this.tables = tables;
        this.addition = addition;
        this.tasks = tasks;
        this.volumes = new NodeVolumes(tables.jdbc());
        this.attributes = new ClusterAttributes(tables.jdbc());
        this.networks = new Networks(tables.jdbc());
        this.versions = new StoredVersions(tables.jdbc(), tables.rows());
    }

    @Override
    public void checkRelease(int from, int to) {
        ReleaseRules.check(tables.releases().get(from), tables.releases().get(to));
    }

    @Override
    public void checkDisks(int cluster, int server, List<String> roles) {
        addition.checkDisks(cluster, tables.nodes().get(server), roles);
    }

    @Override
    public boolean hasDeploymentTasks(int release, Integer seed) {
        return tables.releases().hasTasks(release, seed);
    }

    @Override
    public boolean hasVolume(int node, String volume) {
        return volumes.isKept(node, volume).isPresent();
    }

    @Override
    public long diskSpace(int node) {
        return volumes.space(node);
    }

    @Override
    public String status(int cluster) {
        return tables.clusters().get(cluster).status();
    }

    @Override
    public boolean lastDeploymentFailed(int cluster) {
        return tasks.lastFailed(cluster, "deployment");
    }

    @Override
    public List<String> unknownRoles(int release, Collection<String> roles) {
        var known = tables.releases().get(release).roles();
        return roles.stream().distinct().filter(role -> !known.has(role)).toList();
    }

    @Override
    public Storage storage(int cluster) {
        return Storage.of(attributes.of(cluster).editable());
    }

    @Override
    public boolean hasNetworkTemplate(int cluster) {
        return networks.hasTemplate(cluster) || networks.hasNodeTemplates(cluster);
    }

    @Override
    public List<String> unreadable(int cluster, int release) {
        var reader = new ClusterReader(tables.jdbc());
        var found = new ArrayList<String>();
        for (Runnable read : List.<Runnable>of(
                () -> attributes.of(cluster),
                () -> attributes.vmware(cluster),
                () -> networks.hasTemplate(cluster),
                () -> networks.hasNodeTemplates(cluster),
                () -> tables.releases().get(tables.clusters().get(cluster).release()),
                () -> tables.releases().get(release),
                () -> tables.releases().hasTasks(release, cluster),
                () -> versions.find(cluster, release),
                () -> reader.read(cluster))) {
            try {
                read.run();
            } catch (Refusal e) {
                if (e.code() != Code.UNREADABLE_ROW) {
                    throw e;
                }
                found.add(e.getMessage());
            }
        }
        return found.stream().distinct().toList();
    }

    @Override
    public List<String> openTasks(Collection<Integer> clusters) {
        return tasks.open(clusters);
    }
}
