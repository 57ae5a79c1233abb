package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.octane.json.Json;

/**
 * The tasks with which a Fuel master 7.0 deploys while an update of the cluster is pending, whatever tasks its release has: one
 * run of Puppet for each node, one node after the other.
 */
final class UpdateTasks {

    private static final int AN_HOUR = 3600;
    private static final List<String> CONTROL = List.of("primary-controller", "controller");

    private UpdateTasks() {}

    static ArrayNode all() {
        var tasks = Json.array();
        task(tasks, "deploy_start", "stage");
        task(tasks, "deploy_end", "stage").putArray("requires").add("deploy_start");
        group(tasks, "primary-controller", "deploy_start", List.of());
        group(tasks, "controller", "primary-controller", List.of());
        group(tasks, "cinder", "controller", List.of());
        group(tasks, "compute", "controller", List.of());
        group(tasks, "zabbix-server", "deploy_start", List.of());
        group(tasks, "mongo", "zabbix-server", CONTROL);
        group(tasks, "primary-mongo", "mongo", CONTROL);
        group(tasks, "ceph-osd", "controller", List.of());
        puppet(tasks);
        return tasks;
    }

    private static void puppet(ArrayNode tasks) {
        var groups = Json.array();
        tasks.forEach(task -> {
            if (DeploymentGraph.isGroup(task)) {
                groups.add(DeploymentGraph.id(task));
            }
        });
        var puppet = task(tasks, "deploy_legacy", "puppet");
        puppet.set("groups", groups);
        puppet.putArray("required_for").add("deploy_end");
        puppet.putArray("requires").add("deploy_start");
        puppet.putObject("parameters")
                .put("puppet_manifest", "/etc/puppet/manifests/site.pp")
                .put("puppet_modules", "/etc/puppet/modules")
                .put("timeout", AN_HOUR);
    }

    private static void group(ArrayNode tasks, String role, String after, List<String> before) {
        var group = task(tasks, role, "group");
        group.putArray("role").add(role);
        group.putArray("requires").add(after);
        var next = group.putArray("required_for").add("deploy_end");
        before.forEach(next::add);
        group.putObject("parameters").putObject("strategy").put("type", "one_by_one");
    }

    private static ObjectNode task(ArrayNode tasks, String id, String type) {
        return tasks.addObject().put("id", id).put("type", type);
    }
}
