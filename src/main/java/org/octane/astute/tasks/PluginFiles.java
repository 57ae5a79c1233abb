package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.astute.repositories.Repository;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.EnabledPlugin;

/** Where a plugin's files are: on the Fuel master, and on the nodes. */
public record PluginFiles(ClusterData cluster, EnabledPlugin plugin) {

    private static final int UBUNTU = 1100;
    private static final int CENTOS = 10;

    String fullName() {
        return fullName(plugin);
    }

    private static String fullName(EnabledPlugin plugin) {
        return plugin.name() + "-" + plugin.version();
    }

    private String folder() {
        return folder(plugin);
    }

    /** Below that of all plugins, such as {@code telemetry-1.2}. Since the format 2.0 updates of a plugin share one folder. */
    public static String folder(EnabledPlugin plugin) {
        if (plugin.packageVersion().startsWith("1.")) {
            return fullName(plugin);
        }
        var parts = plugin.version().split("\\.");
        return plugin.name() + "-" + parts[0] + "." + (parts.length > 1 ? parts[1] : "0");
    }

    String onNodes() {
        return "/etc/fuel/plugins/" + folder() + "/";
    }

    /** Commands of a plugin's run in its folder on the node, unless their parameters say where. */
    void place(ObjectNode parameters) {
        if (!parameters.has("cwd")) {
            parameters.put("cwd", onNodes());
        }
    }

    String scripts() {
        return "rsync://" + cluster.masterIp() + ":/plugins/" + folder() + "/"
                + release().path("deployment_scripts_path").asText();
    }

    Repository repository() {
        var uri = "http://" + cluster.masterIp() + ":8080/plugins/" + folder() + "/"
                + release().path("repository_path").asText();
        return isCentos()
                ? new Repository(fullName(), uri, "", "", CENTOS)
                : new Repository(fullName(), uri, "/", "", UBUNTU);
    }

    boolean isCentos() {
        return cluster.release().operatingSystem().equalsIgnoreCase("CentOS");
    }

    /** What the plugin says of the cluster's release. */
    private JsonNode release() {
        for (var release : plugin.releases()) {
            if (release.path("os").asText().equalsIgnoreCase(cluster.release().operatingSystem())
                    && fits(release.path("version").asText())) {
                return release;
            }
        }
        throw new TaskFault("Plugin %s is enabled in cluster %d and does not fit its release %s (%s)"
                .formatted(
                        fullName(),
                        cluster.id(),
                        cluster.release().version(),
                        cluster.release().operatingSystem()));
    }

    private boolean fits(String version) {
        var wanted = version.split("-", 2);
        var own = cluster.release().version().split("-", 2);
        return wanted.length == 2 && own.length == 2 && own[0].startsWith(wanted[0]) && own[1].startsWith(wanted[1]);
    }
}
