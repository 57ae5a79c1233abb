package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.octane.json.Json;

/**
 * Whether what runs before and after all roles is in an order that the tasks allow: each after all that it waits for, however many
 * tasks between, what plugins of the old form add after all of the graph, and numbered by hundreds. A 7.0 says nothing more.
 *
 * @param tasks as release and plugins declare them
 */
record HookOrder(List<ObjectNode> tasks) {

    private static final String REPOSITORIES = "upload_core_repos";
    private static final String WRITES_REPOSITORIES =
            "upload_file /etc/(apt|yum).*|shell (> /etc/apt/sources[.]list|apt-get update|yum clean all)";
    private static final int STEP = 100;
    private static final List<String> STAGES = List.of("pre_deployment", "post_deployment");

    /** Sentences, one for each fault. */
    List<String> faults(JsonNode message) {
        var faults = new ArrayList<String>();
        var before = ancestors();
        for (var stage : STAGES) {
            var past = new LinkedHashSet<String>();
            int number = 0;
            var plugins = false;
            for (var item : message.path("args").path(stage)) {
                number++;
                if (item.path("priority").asInt() != STEP * number) {
                    faults.add("/args/%s/%d has priority %s".formatted(stage, number - 1, item.path("priority")));
                }
                if (item.has("diagnostic_name")) {
                    plugins = true;
                    continue;
                }
                var name = taskOf(item, stage, before);
                if (name.equals(REPOSITORIES) && !said(item).matches(WRITES_REPOSITORIES)) {
                    faults.add("/args/%s/%d is of no task: %s".formatted(stage, number - 1, said(item)));
                }
                if (plugins) {
                    faults.add("/args/%s: %s comes after what plugins add".formatted(stage, name));
                }
                for (var earlier : past) {
                    if (before.getOrDefault(earlier, Set.of()).contains(name)) {
                        faults.add("/args/%s: %s comes before %s".formatted(stage, earlier, name));
                    }
                }
                past.add(name);
            }
        }
        return faults;
    }

    /** What plugins of the old form run, by stage and in order, without their packages and scripts. */
    static JsonNode ofOldPlugins(JsonNode message) {
        var commands = Json.object();
        for (var stage : STAGES) {
            var list = commands.putArray("order of plugins' tasks in " + stage);
            for (var item : message.path("args").path(stage)) {
                var said = said(item);
                if (item.has("diagnostic_name")
                        && !said.matches("upload_file /etc/(apt|yum).*|sync .*|shell apt-get update")) {
                    list.add(item.path("diagnostic_name").asText() + " " + said);
                }
            }
        }
        return commands;
    }

    /** Id of the task of that stage that an item was made of. */
    private String taskOf(JsonNode item, String stage, Map<String, Set<String>> before) {
        return tasks.stream()
                .filter(task -> isOf(stage, task.path("id").asText(), before))
                .filter(task -> Pattern.matches(told(task), said(item)))
                .map(task -> task.path("id").asText())
                .findFirst()
                .orElse(REPOSITORIES);
    }

    private static boolean isOf(String stage, String task, Map<String, Set<String>> before) {
        return stage.equals("pre_deployment")
                ? before.getOrDefault("deploy_start", Set.of()).contains(task)
                : before.getOrDefault(task, Set.of()).contains("deploy_end");
    }

    private static String said(JsonNode item) {
        return item.path("type").asText() + " " + what(item);
    }

    /** As a regular expression, for braces are filled in. */
    private static String told(JsonNode task) {
        return Pattern.quote(said(task)).replaceAll("\\{\\w+}", "\\\\E.*\\\\Q");
    }

    private static String what(JsonNode task) {
        var parameters = task.path("parameters");
        return switch (task.path("type").asText()) {
            case "puppet" -> parameters.path("puppet_manifest").asText();
            case "shell" -> parameters.path("cmd").asText();
            case "sync" -> parameters.path("dst").asText();
            case "reboot" -> "";
            case "upload_file" -> parameters.path("path").asText();
            case "copy_files" ->
                parameters.path("files").findValuesAsText("dst").toString();
            default -> parameters.toString();
        };
    }

    /** By task all that come before it. */
    private Map<String, Set<String>> ancestors() {
        var edges = new HashMap<String, Set<String>>();
        for (var task : tasks) {
            var id = task.path("id").asText();
            task.path("requires").forEach(other -> edge(edges, other.asText(), id));
            task.path("tasks").forEach(other -> edge(edges, other.asText(), id));
            task.path("required_for").forEach(other -> edge(edges, id, other.asText()));
            task.path("groups").forEach(other -> edge(edges, id, other.asText()));
            if (task.has("stage")) {
                edge(edges, id, task.path("stage").asText());
            }
        }
        var all = new LinkedHashMap<String, Set<String>>();
        for (var task : List.copyOf(edges.keySet())) {
            var found = new LinkedHashSet<String>();
            var open = new ArrayDeque<>(edges.get(task));
            while (!open.isEmpty()) {
                var next = open.poll();
                if (found.add(next)) {
                    open.addAll(edges.getOrDefault(next, Set.of()));
                }
            }
            all.put(task, found);
        }
        return all;
    }

    private static void edge(Map<String, Set<String>> edges, String before, String after) {
        edges.computeIfAbsent(after, name -> new LinkedHashSet<>()).add(before);
    }
}
