package org.octane.astute;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.repositories.ReleaseFiles;
import org.octane.astute.repositories.Repository;
import org.octane.astute.tasks.GranularDeployment;
import org.octane.astute.tasks.TaskFault;
import org.octane.astute.tasks.TaskSelection;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.ClusterData.Node;

/**
 * Whether the deployment tasks of a planned upgrade can be made into messages: those in Nailgun's tables, and those that plugins keep
 * on the Fuel master.
 */
public record PlannedTasks(Deployments nailgun, PluginTaskFiles pluginFiles) {

    private static final ReleaseFiles NOT_ASKED = new ReleaseFiles() {
        @Override
        public Optional<Map<String, String>> of(Repository repository) {
            return Optional.empty();
        }

        @Override
        public boolean hasPackages(Repository repository) {
            return true;
        }
    };

    /**
     * What is wrong; empty: nothing.
     *
     * @param release that the cluster is upgraded to
     * @param seed null: not there yet, so that the cluster's settings are looked at as if it had the release
     * @throws RuntimeException nobody knows: the Fuel master does not say which tasks a plugin has
     */
    public List<String> faults(int cluster, int release, Integer seed) {
        var own = seed == null ? null : nailgun.cluster(seed);
        var data = own == null || own.nodes().isEmpty() ? nailgun.cluster(cluster, release) : own;
        var nodes = data.nodes().stream().map(Node::id).toList();
        if (nodes.isEmpty()) {
            return List.of();
        }
        try {
            var whole = new OlderPlugins(pluginFiles).complete(data);
            new GranularDeployment(whole, nodes, MasterSettings.defaults(), NOT_ASKED, TaskSelection.ALL, false)
                    .check();
            return List.of();
        } catch (TaskFault e) {
            return List.of(e.getMessage() + ".");
        }
    }
}
