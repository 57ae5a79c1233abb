package org.octane.astute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.NetworkIsolation;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.astute.facts.ProvisioningInfo;
import org.octane.astute.repositories.ReleaseFiles;
import org.octane.astute.tasks.GranularDeployment;
import org.octane.astute.tasks.TaskDeployment;
import org.octane.astute.tasks.TaskFault;
import org.octane.astute.tasks.TaskSelection;
import org.octane.json.Json;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.plan.Refusal;
import org.octane.step.StepFailure;

/** Makes messages to Astute from Nailgun's tables as they are now. They hold passwords: never log one. */
public final class AstuteMessages {

    private final Deployments nailgun;
    private final MasterSettings master;
    private final ReleaseFiles releaseFiles;
    private final OlderPlugins plugins;

    public AstuteMessages(
            Deployments nailgun, MasterSettings master, ReleaseFiles releaseFiles, PluginTaskFiles pluginFiles) {
        this.nailgun = nailgun;
        this.master = master;
        this.releaseFiles = releaseFiles;
        this.plugins = new OlderPlugins(pluginFiles);
    }

    public ObjectNode provision(UUID task, int cluster, Collection<Integer> nodes, PreservedVolumes kept) {
        var data = cluster(cluster, nodes);
        var method =
                data.editable().path("provision").path("method").path("value").asText("image");
        var arguments = Json.object();
        arguments.set("provisioning_info", new ProvisioningInfo(data, master).serialize(nodes, kept));
        return call(method.equals("image") ? "image_provision" : "provision", "provision_resp", task, arguments);
    }

    /**
     * Whether a deployment of these nodes is one at all; whether its tasks can be cast is known when its message is made, but for
     * those that plugins keep on the Fuel master: they are read here.
     *
     * @throws StepFailure it would do nothing and end well, be of nodes that can't be deployed, or nobody knows all of its tasks
     */
    public void check(int cluster, Collection<Integer> nodes) {
        var data = cluster(cluster, nodes);
        checkTasks(data);
        checkInstalled(data, nodes);
        plugins.read(data);
    }

    /** The same of an update, which takes the nodes that Nailgun's would take. */
    void checkUpdate(int cluster, int release) {
        var data = nailgun.update(cluster, release);
        checkTasks(data);
        plugins.read(data);
    }

    private static void checkTasks(ClusterData data) {
        var release = data.release();
        if (release.tasks().isEmpty()) {
            throw StepFailure.lasting(
                    "Release " + release.version() + " of cluster " + data.id()
                            + " has no deployment tasks that Octane can read: nodes would be left without OpenStack",
                    "Since Fuel 9.0 Nailgun keeps them as graphs, which Octane does not send yet: this cloud can't be"
                            + " upgraded with this Fuel master");
        }
    }

    private static void checkInstalled(ClusterData cluster, Collection<Integer> nodes) {
        var open = cluster.everyNode().stream()
                .filter(node -> nodes.contains(node.id()))
                .filter(node -> node.pendingDeletion() || !node.isInstalled())
                .map(node -> node.id() + " (" + node.hostname() + ", " + node.status()
                        + (node.pendingDeletion() ? ", marked for deletion" : "") + ")")
                .toList();
        if (!open.isEmpty()) {
            throw StepFailure.lasting(
                    "These nodes can't be deployed, since they have no operating system of the cluster's or are to go: "
                            + String.join(", ", open),
                    "See in Nailgun what they wait for");
        }
    }

    /** Of controllers that must not meet the original's on the network, or of others. */
    ObjectNode deploy(UUID task, int cluster, Collection<Integer> nodes, boolean isolated) {
        var selection = isolated ? TaskSelection.without(NetworkIsolation.TASKS_LEFT_OUT) : TaskSelection.ALL;
        return deploy(task, cluster, nodes, selection, isolated);
    }

    /** @param selection the tasks that are run */
    public ObjectNode deploy(UUID task, int cluster, Collection<Integer> nodes, TaskSelection selection) {
        return deploy(task, cluster, nodes, selection, false);
    }

    /**
     * Of nodes that get another release of the same OpenStack: a deployment with its tasks and repositories, since the method
     * {@code deploy} of the real Nailgun's updates is none of an Astute of 7.0 and later.
     *
     * @param release id
     */
    public ObjectNode update(UUID task, int cluster, Collection<Integer> nodes, int release) {
        return deploy(
                task, told(() -> plugins.complete(nailgun.update(cluster, release))), nodes, TaskSelection.ALL, false);
    }

    private ObjectNode deploy(
            UUID task, int cluster, Collection<Integer> nodes, TaskSelection selection, boolean isolated) {
        return deploy(task, told(() -> plugins.complete(cluster(cluster, nodes))), nodes, selection, isolated);
    }

    private ObjectNode deploy(
            UUID task, ClusterData data, Collection<Integer> nodes, TaskSelection selection, boolean isolated) {
        if (TaskDeployment.isFor(data)) {
            var arguments =
                    told(() -> new TaskDeployment(data, nodes, master, releaseFiles, selection, isolated).serialize());
            return call("task_deploy", "deploy_resp", task, arguments);
        }
        var arguments =
                told(() -> new GranularDeployment(data, nodes, master, releaseFiles, selection, isolated).serialize());
        return call("granular_deploy", "deploy_resp", task, arguments);
    }

    /** With the version of its settings that these nodes have. */
    ClusterData cluster(int cluster, Collection<Integer> nodes) {
        try {
            return nailgun.clusterFor(cluster, nodes);
        } catch (Refusal e) {
            throw StepFailure.lasting(e.getMessage(), "Install and deploy nodes of one release at a time");
        }
    }

    private static <T> T told(Supplier<T> made) {
        try {
            return made.get();
        } catch (TaskFault e) {
            throw StepFailure.lasting(
                    e.getMessage(),
                    "Correct the deployment tasks or the settings of the cluster in Nailgun, then retry");
        }
    }

    /** Ids are numbers here and nowhere else, as the real Nailgun sends them. */
    public ObjectNode remove(UUID task, int cluster, Collection<Integer> nodes) {
        var data = nailgun.cluster(cluster);
        var arguments = Json.object();
        arguments.put("check_ceph", false);
        arguments.set("engine", ProvisioningInfo.engine(data.masterIp(), master));
        var entries = arguments.putArray("nodes");
        data.everyNode().stream().filter(node -> nodes.contains(node.id())).forEach(node -> {
            var entry = entries.addObject();
            entry.put("id", node.id());
            entry.put("uid", node.id());
            entry.put("slave_name", node.hostname());
            entry.put("mclient_remove", true);
            entry.set("roles", Json.array(node.allRoles().toList()));
        });
        return call("remove_nodes", "remove_nodes_resp", task, arguments);
    }

    /** Deployment tasks by themselves, which nodes that are ready run. */
    static ObjectNode execute(UUID task, ArrayNode tasks) {
        var arguments = Json.object();
        arguments.set("tasks", tasks);
        return call("execute_tasks", "deploy_resp", task, arguments);
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
