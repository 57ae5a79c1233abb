package org.octane.astute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.UUID;
import org.octane.astute.facts.DeploymentInfo;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.astute.facts.ProvisioningInfo;
import org.octane.json.Json;
import org.octane.nailgun.Deployments;
import org.octane.step.StepFailure;

/** Makes messages to Astute from Nailgun's tables as they are now. They hold passwords: never log one. */
record AstuteMessages(Deployments nailgun, MasterSettings master) {

    ObjectNode provision(UUID task, int cluster, Collection<Integer> nodes, PreservedVolumes kept) {
        var data = nailgun.cluster(cluster);
        var method =
                data.editable().path("provision").path("method").path("value").asText("image");
        var arguments = Json.object();
        arguments.set("provisioning_info", new ProvisioningInfo(data, master).serialize(nodes, kept));
        return call(method.equals("image") ? "image_provision" : "provision", "provision_resp", task, arguments);
    }

    /** @throws StepFailure if a deployment would do nothing and end well */
    void checkTasks(int cluster) {
        var release = nailgun.cluster(cluster).release();
        if (release.tasks().isEmpty()) {
            throw StepFailure.lasting(
                    "Release " + release.version() + " of cluster " + cluster
                            + " has no deployment tasks that Octane can read: nodes would be left without OpenStack",
                    "Since Fuel 9.0 Nailgun keeps them as graphs, which Octane does not send yet: this cloud can't be"
                            + " upgraded with this Fuel master");
        }
    }

    ObjectNode deploy(UUID task, int cluster, Collection<Integer> nodes, boolean isolated) {
        var data = nailgun.cluster(cluster);
        return call(
                "granular_deploy", "deploy_resp", task, new DeploymentInfo(data, master).serialize(nodes, isolated));
    }

    /** Ids are numbers here and nowhere else, as the real Nailgun sends them. */
    ObjectNode remove(UUID task, int cluster, Collection<Integer> nodes) {
        var data = nailgun.cluster(cluster);
        var arguments = Json.object();
        arguments.put("check_ceph", false);
        arguments.set("engine", ProvisioningInfo.engine(data.masterIp(), master));
        var entries = arguments.putArray("nodes");
        data.nodes().stream().filter(node -> nodes.contains(node.id())).forEach(node -> {
            var entry = entries.addObject();
            entry.put("id", node.id());
            entry.put("uid", node.id());
            entry.put("slave_name", node.hostname());
            entry.put("mclient_remove", true);
            entry.set("roles", Json.array(node.allRoles().toList()));
        });
        return call("remove_nodes", "remove_nodes_resp", task, arguments);
    }

    private static ObjectNode call(String method, String respondTo, UUID task, ObjectNode arguments) {
        var call = Json.object();
        call.put("api_version", "1");
        call.put("method", method);
        call.put("respond_to", respondTo);
        arguments.put("task_uuid", task.toString());
        call.set("args", arguments);
        return call;
    }
}
