package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.ClusterSettings;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.network.NetworkClone;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.network.Vips;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.release.ClusterExtensions;
import org.octane.nailgun.release.PluginVersions;
import org.octane.nailgun.release.ReleaseFit;
import org.octane.nailgun.release.Transformations;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Tables;

/**
 * Makes the version of a cluster's settings for another release, as a clone would have them, and keeps it beside the one in
 * force. The caller gives the transaction, with the cluster's row locked.
 */
public final class VersionPreparation {

    private final Releases releases;
    private final StoredVersions stored;
    private final VersionInForce inForce;
    private final VersionRules rules;
    private final ReleaseFit fit;
    private final PluginVersions plugins;
    private final ClusterAttributes attributes;
    private final ClusterExtensions extensions;
    private final NetworkClone networks;
    private final Vips vips;

    public VersionPreparation(Tables tables, PluginSettings answers) {
        var jdbc = tables.jdbc();
        var rows = tables.rows();
        var networks = new Networks(jdbc);
        this.releases = tables.releases();
        this.stored = new StoredVersions(jdbc, rows);
        this.inForce = new VersionInForce(tables);
        this.rules = new VersionRules(tables);
        this.fit = new ReleaseFit(jdbc, rows);
        this.plugins = new PluginVersions(jdbc, rows, answers);
        this.attributes = new ClusterAttributes(jdbc);
        this.extensions = new ClusterExtensions(rows);
        this.networks = new NetworkClone(jdbc, rows, networks);
        this.vips = new Vips(jdbc, rows, networks);
    }

    /**
     * Done again for the same release it takes in what was changed meanwhile.
     *
     * @param without names of plugins that the new version goes without
     * @throws org.octane.plan.Refusal 404 no such release; 400 networks would change; 409 whatever else stands in the way
     */
    public void prepare(Cluster cluster, int release, Collection<String> without) {
        stored.mustBeThere();
        var to = releases.get(release);
        var from = releases.get(cluster.release());
        rules.mayPrepare(cluster, from, to);
        var current = inForce.read(cluster.id());
        var transformations = new Transformations(from.version(), to.version());
        var wanted = transformations.attributes(current.attributes());
        fit.check(cluster, wanted, from, to);
        networks.check(cluster.id(), from, to);
        var extras = plugins.in(cluster.id(), wanted, from, to, without);
        var merged =
                VersionImages.named(attributes.inStructureOf(to, cluster.id(), extras.attributes()), cluster.id(), to);
        var parameters = networks.parametersIn(cluster.id(), to);

        stored.remove(cluster.id());
        stored.save(cluster.id(), current);
        stored.save(
                cluster.id(),
                new ClusterSettings(
                        to.id(),
                        row(current, to),
                        merged,
                        to.vmware().isEmpty() ? current.vmware() : attributes.vmwareOf(cluster.id(), merged, to),
                        extras.rows(),
                        current.nodeGroups(),
                        Json.array().addAll(networks.rowsIn(cluster.id(), to)),
                        parameters == null ? Json.object() : parameters,
                        Json.array().addAll(vips.rowsIn(cluster.id(), transformations)),
                        volumes(current, transformations)));
    }

    List<String> incompatiblePlugins(Cluster cluster, int release) {
        if (stored.releases(cluster.id()).contains(release)) {
            return List.of();
        }
        var to = releases.get(release);
        var from = releases.get(cluster.release());
        var wanted = new Transformations(from.version(), to.version()).attributes(attributes.of(cluster.id()));
        return plugins.inTheWay(cluster.id(), wanted, from, to);
    }

    /** Ends what was prepared, if something was; Nailgun's rows are as they were. */
    public void withdraw(Cluster cluster) {
        if (!stored.releases(cluster.id()).isEmpty()) {
            VersionRules.mustNotBeInUpgrade(cluster);
            stored.remove(cluster.id());
        }
    }

    /** Whether a version is prepared, for whichever release. */
    public boolean isPrepared(int cluster) {
        return !stored.releases(cluster).isEmpty();
    }

    private ObjectNode row(ClusterSettings current, Release to) {
        var row = current.row().deepCopy();
        row.put("fuel_version", to.version().fuel());
        row.set("extensions", Json.array(extensions.of(to)));
        row.put("is_customized", false);
        row.put("replaced_deployment_info", "{}");
        row.put("replaced_provisioning_info", "{}");
        row.put("deployment_tasks", "[]");
        return row.retain(
                current.row().properties().stream().map(Map.Entry::getKey).toList());
    }

    private static ObjectNode volumes(ClusterSettings current, Transformations transformations) {
        var volumes = Json.object();
        current.volumes()
                .properties()
                .forEach(node -> volumes.set(
                        node.getKey(),
                        transformations.volumes(Json.array(node.getValue()).deepCopy())));
        return volumes;
    }
}
