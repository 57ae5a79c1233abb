package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;

/** The arguments of {@code granular_deploy}: one entry of facts for each node and role. */
public record DeploymentInfo(ClusterData cluster, MasterSettings master) {

    private static final Set<String> CRITICAL =
            Set.of("primary-controller", "controller", "ceph-osd", "primary-mongo", "mongo");

    private static final long MIB = 1024 * 1024;
    private static final long SMALLEST_CACHE = 5 * 1024 * MIB;

    public ObjectNode serialize(Collection<Integer> nodes, boolean isolated) {
        var graph = new TaskGraph(cluster.release().tasks());
        var list = new NodeList(cluster, master.dnsDomain());
        var tasks = new DeploymentTasks(cluster, graph, list, isolated ? NetworkIsolation.TASKS_LEFT_OUT : Set.of());
        var common = new CommonFacts(cluster, master).serialize();
        var entries = new ArrayList<ObjectNode>();
        for (var node : cluster.nodes()) {
            for (var role : nodes.contains(node.id()) ? node.deploymentRoles() : Set.<String>of()) {
                var entry = entry(common.deepCopy(), node, role);
                entry.set("tasks", tasks.of(node.uid(), role));
                if (isolated) {
                    new NetworkIsolation(cluster).applyTo(entry);
                }
                entries.add(entry);
            }
        }
        new DeploymentPriorities(graph).assign(entries);
        var arguments = Json.object();
        arguments.set("deployment_info", Json.array().addAll(entries));
        arguments.set("pre_deployment", tasks.before());
        arguments.set("post_deployment", tasks.after());
        return arguments;
    }

    private ObjectNode entry(ObjectNode facts, ClusterData.Node node, String role) {
        facts.put("uid", node.uid());
        facts.put("fqdn", node.hostname() + "." + master.dnsDomain());
        facts.put("role", role);
        facts.put("status", node.status());
        facts.put("online", node.online());
        facts.put("user_node_name", node.name());
        facts.put("fail_if_error", CRITICAL.contains(role));
        facts.set("vms_conf", node.vms());
        if (node.kernelParameters() != null) {
            facts.withObjectProperty("kernel_params").put("kernel", node.kernelParameters());
        }
        var images = facts.path("storage").path("images_ceph").asBoolean();
        facts.withObjectProperty("glance").put("image_cache_max_size", images ? "0" : imageCache(node));
        facts.set("network_scheme", new NetworkScheme(cluster, node).serialize());
        return facts;
    }

    /** Bytes: a tenth of the node's volume of images, 5 GiB at the least. */
    private static String imageCache(ClusterData.Node node) {
        long size = 0;
        for (JsonNode space : node.volumes()) {
            for (JsonNode volume : space.path("volumes")) {
                size += volume.path("name").asText().equals("glance")
                        ? volume.path("size").asLong()
                        : 0;
            }
        }
        return String.valueOf(Math.max(SMALLEST_CACHE, size * MIB / 10));
    }
}
