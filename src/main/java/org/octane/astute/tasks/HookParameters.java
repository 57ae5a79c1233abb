package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Astute (7.0 to 9.2) wants to be told of a task that runs before or after all roles. At one that lacks it the real one ends the
 * deployment, with the tasks before it done.
 */
final class HookParameters {

    private static final Map<String, List<String>> WANTED = Map.of(
            "copy_files", List.of("files"),
            "puppet", List.of("puppet_manifest", "puppet_modules", "cwd"),
            "shell", List.of("cmd"),
            "sync", List.of("src", "dst"),
            "upload_file", List.of("path", "data"),
            "upload_files", List.of("nodes"),
            "cobbler_sync", List.of("provisioning_info"),
            "reboot", List.of());

    /** Names that Nailgun fills in, in tasks that it knows by their ids; elsewhere they are left as they are. */
    private static final Pattern NOT_FILLED_IN =
            Pattern.compile("\\{(MASTER_IP|OPENSTACK_VERSION|CLUSTER_ID|CN_HOSTNAME)}");

    private HookParameters() {}

    /** @throws TaskFault Astute, or the node, could not do it */
    static void check(JsonNode task, ObjectNode item) {
        var type = item.path("type").asText();
        if (!WANTED.containsKey(type)) {
            throw new TaskFault("%s is of type %s, which Astute does not run before or after roles"
                    .formatted(DeploymentGraph.name(task), type));
        }
        for (var name : WANTED.get(type)) {
            var value = item.path("parameters").path(name);
            if (value.isMissingNode()
                    || value.isNull()
                    || value.isTextual() && value.asText().isBlank()
                    || value.isContainerNode() && value.isEmpty()) {
                throw new TaskFault("%s has no parameter %s".formatted(DeploymentGraph.name(task), name));
            }
        }
        var left = NOT_FILLED_IN.matcher(item.path("parameters").toString());
        if (!type.equals("upload_file") && left.find()) {
            throw new TaskFault("%s has %s in a parameter, which is filled in only in tasks with ids that Nailgun knows"
                    .formatted(DeploymentGraph.name(task), left.group()));
        }
    }
}
