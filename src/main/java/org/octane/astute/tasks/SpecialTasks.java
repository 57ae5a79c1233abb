package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.octane.json.Json;

/**
 * Tasks that Nailgun knows by their ids and fills in. Some are cast even if no node is there to run them.
 */
final class SpecialTasks {

    /** Makes the items of a task. */
    interface Filled {
        Stream<ObjectNode> items(ObjectNode task);
    }

    private final HookContext context;
    private final TaskItems items;
    private final Map<String, Filled> byId = new HashMap<>();

    SpecialTasks(HookContext context) {
        this.context = context;
        this.items = context.items();
        var nodes = context.nodes();
        byId.put("upload_core_repos", task -> context.coreRepositories().items(context.all()).stream());
        byId.put("rsync_core_puppet", task -> Stream.of(puppetModules(task)));
        for (var id : List.of("generate_keys", "generate_keys_ceph")) {
            byId.put(id, task -> Stream.of(items.shell(context.uids(task), filled(task, context.ofCluster()))));
        }
        byId.put(
                "generate_haproxy_keys",
                task -> Stream.of(items.shell(context.uids(task), filled(task, context.ofCertificate()))));
        for (var id : List.of("copy_keys", "copy_keys_ceph", "copy_haproxy_keys")) {
            byId.put(id, this::copied);
        }
        byId.put("restart_radosgw", task -> nodes.have("ceph-osd") ? generic(task) : Stream.empty());
        byId.put("upload_nodes_info", task -> Stream.of(new NodesFile(context).item(task)));
        byId.put("update_hosts", task -> Stream.of(items.puppet(deployed(), task)));
        if (context.later()) {
            byId.put("ironic_upload_images", this::images);
            byId.put(
                    "ironic_copy_bootstrap_key",
                    task -> context.roles().uids(Json.array(List.of("ironic"))).isEmpty()
                            ? Stream.empty()
                            : copied(task));
            byId.put(
                    "upload_configuration",
                    task -> new ConfigurationFiles(nodes, context.master().dnsDomain()).items());
        }
    }

    /** Items of a task, special or not; the condition holds. */
    Stream<ObjectNode> items(ObjectNode task) {
        return byId.getOrDefault(DeploymentGraph.id(task), this::generic).items(task);
    }

    /** Whether the condition of a task is not looked at, since something else decides. */
    static boolean decidesItself(ObjectNode task) {
        return List.of("restart_radosgw", "ironic_copy_bootstrap_key").contains(DeploymentGraph.id(task));
    }

    Stream<ObjectNode> generic(ObjectNode task) {
        var uids = context.uids(task);
        return uids.isEmpty() ? Stream.empty() : Stream.of(items.generic(uids, task));
    }

    private List<String> deployed() {
        return context.nodes().deployed().stream().map(node -> node.uid()).toList();
    }

    private ObjectNode puppetModules(ObjectNode task) {
        var source = context.ofMaster()
                .fill(DeploymentGraph.id(task), TaskItems.parameter(task, "src").asText());
        return TaskItems.sync(
                context.all(), source, TaskItems.parameter(task, "dst").asText());
    }

    private static ObjectNode filled(ObjectNode task, Placeholders placeholders) {
        var filled = task.deepCopy();
        var command = placeholders.fill(
                DeploymentGraph.id(task), TaskItems.parameter(task, "cmd").asText());
        filled.withObjectProperty("parameters").put("cmd", command);
        return filled;
    }

    /** 7.0 casts it for nobody, too. */
    private Stream<ObjectNode> copied(ObjectNode task) {
        var filled = task.deepCopy();
        for (var file : TaskItems.parameter(filled, "files")) {
            var source = context.ofCluster()
                    .fill(DeploymentGraph.id(task), file.path("src").asText());
            ((ObjectNode) file).put("src", source);
        }
        return context.later() ? generic(filled) : Stream.of(items.generic(context.uids(filled), filled));
    }

    private Stream<ObjectNode> images(ObjectNode task) {
        var uids = context.uids(task);
        return uids.isEmpty() ? Stream.empty() : Stream.of(items.shell(uids, filled(task, context.ofCluster())));
    }
}
