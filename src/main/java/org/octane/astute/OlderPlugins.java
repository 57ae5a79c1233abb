package org.octane.astute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.octane.astute.tasks.PluginFiles;
import org.octane.astute.tasks.TaskFault;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.EnabledPlugin;

/**
 * Plugins of the formats 1 and 2, whose tasks no table of Nailgun has: Nailgun reads them from the plugin's folder for each
 * deployment. What was read before a cast is what its message is made of, so that nobody waits for the Fuel master while the
 * cluster's rows are locked.
 */
final class OlderPlugins {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final PluginTaskFiles files;
    private final Map<String, Optional<String>> read = new ConcurrentHashMap<>();

    OlderPlugins(PluginTaskFiles files) {
        this.files = files;
    }

    /** Asks anew; to be called where waiting holds nothing. */
    void read(ClusterData cluster) {
        for (var plugin : cluster.plugins()) {
            if (plugin.keepsTasksInItsFolder()) {
                var folder = PluginFiles.folder(plugin);
                read.put(folder, files.tasks(folder));
            }
        }
    }

    /**
     * The cluster with the tasks of all of its plugins.
     *
     * @throws TaskFault a plugin's file is no list of tasks
     */
    ClusterData complete(ClusterData cluster) {
        return cluster.with(cluster.plugins().stream().map(this::complete).toList());
    }

    private EnabledPlugin complete(EnabledPlugin plugin) {
        if (!plugin.keepsTasksInItsFolder()) {
            return plugin;
        }
        var folder = PluginFiles.folder(plugin);
        return plugin.with(read.computeIfAbsent(folder, files::tasks)
                .map(text -> tasks(folder, text))
                .orElseGet(Json::array));
    }

    private static JsonNode tasks(String folder, String text) {
        try {
            var tasks = YAML.readTree(text);
            if (tasks.isArray()) {
                return tasks;
            }
            throw new TaskFault("The tasks of the plugin in folder %s are no list".formatted(folder));
        } catch (IOException e) {
            throw new TaskFault("The tasks of the plugin in folder %s are no YAML".formatted(folder), e);
        }
    }
}
