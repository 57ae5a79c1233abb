package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.octane.json.Json;
import org.octane.nailgun.deployment.EnabledPlugin;

/** What enabled plugins add before and after all roles: their packages, their scripts, and tasks of the old form. */
record PluginHooks(HookContext context) {

    /** Packages and scripts come to the nodes. */
    List<ObjectNode> begin() {
        var items = new ArrayList<ObjectNode>();
        plugins().forEach(plugin -> repository(plugin).forEach(item -> items.add(marked(plugin, item))));
        plugins().forEach(plugin -> {
            var uids = uids(plugin);
            if (!uids.isEmpty()) {
                var files = files(plugin);
                items.add(marked(plugin, TaskItems.sync(uids, files.scripts(), files.onNodes())));
            }
        });
        return items;
    }

    /** @param stage {@code pre_deployment} or {@code post_deployment} */
    List<ObjectNode> of(String stage) {
        record Task(EnabledPlugin plugin, JsonNode declared) {
            double place() {
                var parts = declared.path("stage").asText().split("/");
                try {
                    return parts.length > 1 ? Double.parseDouble(parts[parts.length - 1]) : 0;
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return plugins().stream()
                .sorted(Comparator.comparing(EnabledPlugin::name))
                .flatMap(plugin -> tasks(plugin.tasks())
                        .filter(task -> task.path("stage").asText().startsWith(stage))
                        .map(task -> new Task(plugin, task)))
                .sorted(Comparator.comparingDouble(Task::place))
                .flatMap(task -> item(task.plugin(), task.declared()))
                .toList();
    }

    private List<EnabledPlugin> plugins() {
        return context.cluster().plugins();
    }

    private PluginFiles files(EnabledPlugin plugin) {
        return new PluginFiles(context.cluster(), plugin);
    }

    private Stream<ObjectNode> repository(EnabledPlugin plugin) {
        var uids = uids(plugin);
        if (uids.isEmpty()) {
            return Stream.empty();
        }
        var packages = context.packages();
        var repository = files(plugin).repository();
        if (!context.releaseFiles().hasPackages(repository)) {
            return Stream.empty();
        }
        return files(plugin).isCentos()
                ? Stream.of(packages.yum(uids, repository))
                : Stream.of(
                                Stream.of(packages.source(uids, repository)),
                                packages.preferences(uids, repository).stream(),
                                Stream.of(packages.update(uids)))
                        .flatMap(item -> item);
    }

    /** All nodes that any of the plugin's tasks is for. */
    private List<String> uids(EnabledPlugin plugin) {
        var roles = new LinkedHashSet<String>();
        for (var task : Stream.concat(tasks(plugin.tasks()), tasks(plugin.deploymentTasks()))
                .toList()) {
            var role = task.has("role") ? task.path("role") : task.path("groups");
            if (role.asText().equals("*")) {
                return context.all();
            }
            if (role.asText().equals("master") && !context.later()) {
                // 7.0 looks no further, and leaves the master out.
                return List.of();
            }
            role.forEach(one -> roles.add(one.asText()));
        }
        return context.roles().uids(Json.array(roles));
    }

    private Stream<ObjectNode> item(EnabledPlugin plugin, JsonNode declared) {
        var uids = context.roles().uids(roles(plugin, declared));
        var task = (ObjectNode) declared.deepCopy();
        files(plugin).place(task.withObjectProperty("parameters"));
        var items = context.items();
        if (uids.isEmpty()) {
            return Stream.empty();
        }
        var item = item(items, uids, task, files(plugin).fullName());
        item.put(
                "diagnostic_name",
                task.path("diagnostic_name").asText(files(plugin).fullName()));
        item.put("fail_on_error", task.path("fail_on_error").asBoolean(true));
        return Stream.of(item);
    }

    private static ObjectNode item(TaskItems items, List<String> uids, JsonNode task, String plugin) {
        try {
            var item =
                    switch (task.path("type").asText()) {
                        case "shell" -> items.shell(uids, task);
                        case "puppet" -> items.puppet(uids, task);
                        case "reboot" -> items.reboot(uids, task);
                        default -> throw new TaskFault(DeploymentGraph.name(task) + " is not known in this form");
                    };
            HookParameters.check(task, item);
            return item;
        } catch (TaskFault e) {
            throw new TaskFault("Plugin %s: %s".formatted(plugin, e.getMessage()), e);
        }
    }

    /** The first format knows no primary controller: its controllers are all. */
    private static JsonNode roles(EnabledPlugin plugin, JsonNode task) {
        var role = task.path("role");
        if (!plugin.packageVersion().startsWith("1.") || !role.isArray()) {
            return role;
        }
        Set<String> roles = new LinkedHashSet<>();
        role.forEach(one -> roles.add(one.asText()));
        if (roles.contains("controller")) {
            roles.add("primary-controller");
        }
        return Json.array(roles);
    }

    private ObjectNode marked(EnabledPlugin plugin, ObjectNode item) {
        files(plugin).place(item.withObjectProperty("parameters"));
        return item.put("diagnostic_name", files(plugin).fullName()).put("fail_on_error", true);
    }

    private static Stream<JsonNode> tasks(JsonNode tasks) {
        return StreamSupport.stream(tasks.spliterator(), false);
    }
}
