package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Tasks before and after an operation, in the order of their priorities. Nothing is said of them unless one fails. What they lack
 * is found out when it is their turn, as by the real one.
 *
 * @param kind becomes the {@code error_type} of the nodes of one that fails
 */
record Hooks(Simulation simulation, Report report, String kind) {

    /** What a task may not lack. */
    private static final Map<String, List<String>> NEEDS = Map.of(
            "copy_files", List.of("files"),
            "puppet", List.of("puppet_manifest", "puppet_modules", "cwd"),
            "upload_file", List.of("path", "data"),
            "shell", List.of("cmd"),
            "sync", List.of("dst", "src"),
            "reboot", List.of());

    /** @throws IllegalStateException a task is wrong, or failed and may not; the message is the real one's */
    void run(JsonNode tasks) throws InterruptedException {
        var inOrder = StreamSupport.stream(tasks.spliterator(), false)
                .sorted(Comparator.comparingLong(task -> task.path("priority").asLong()))
                .toList();
        for (var task : inOrder) {
            var error = run(task.path("type").asText(), task);
            if (error != null && task.path("fail_on_error").asBoolean(true)) {
                throw failed(task, error);
            }
        }
    }

    private String run(String type, JsonNode task) throws InterruptedException {
        var parameters = task.path("parameters");
        if (!NEEDS.containsKey(type)) {
            throw new IllegalStateException("Unknown hook type " + type);
        }
        present(task, "uids");
        NEEDS.get(type).forEach(name -> present(parameters, name));
        String error = null;
        for (var uid : task.path("uids")) {
            var failure = on(uid.asText(), type, parameters);
            error = failure == null ? error : failure;
        }
        return error;
    }

    /** @return why it failed, null if it did not */
    private String on(String uid, String type, JsonNode parameters) throws InterruptedException {
        if (!simulation.answers(uid)) {
            Thread.sleep(simulation.patience().toMillis());
            return "Node " + uid + " does not answer";
        }
        var files = new HookFiles(simulation, uid);
        return switch (type) {
            case "upload_file" -> files.upload(parameters);
            case "copy_files" -> files.copy(parameters.path("files"));
            case "sync" ->
                files.sync(
                        parameters.path("src").asText(), parameters.path("dst").asText());
            default -> program(uid, type, parameters);
        };
    }

    private String program(String uid, String type, JsonNode parameters) throws InterruptedException {
        var variables = new HashMap<>(Map.of(
                "TASK_TYPE", type,
                "CMD",
                        parameters
                                .path("cmd")
                                .asText(parameters.path("puppet_manifest").asText()),
                "CWD", parameters.path("cwd").asText("/")));
        // Astute 6.1 runs a command as often as that, later ones once more.
        if (type.equals("shell") && parameters.path("retries").asInt(1) == 0) {
            return "Failed to run command cd " + variables.get("CWD") + " && " + variables.get("CMD");
        }
        try {
            new AdminScript(simulation, "run-task", uid, variables).run(simulation.patience(), () -> {});
            return null;
        } catch (AdminScript.Failed e) {
            return "Failed to run command cd " + variables.get("CWD") + " && " + variables.get("CMD") + " ("
                    + e.getMessage() + ")";
        }
    }

    private IllegalStateException failed(JsonNode task, String error) {
        var name = task.path("id")
                .asText(task.path("diagnostic_name").asText(task.path("type").asText()));
        var nodes = new ArrayList<Map<String, Object>>();
        task.path("uids").forEach(uid -> {
            var node = Report.failed(uid.asText(), kind, error);
            node.put("role", "hook");
            node.put("hook", name);
            nodes.add(node);
        });
        report.nodes(nodes);
        return new IllegalStateException("Failed to execute hook '" + name + "' " + error);
    }

    private static void present(JsonNode of, String name) {
        var value = of.path(name);
        if (value.isMissingNode()
                || value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isBlank()) {
            throw new IllegalStateException("Missing a required parameter " + name);
        }
    }
}
