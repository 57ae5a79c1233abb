package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.octane.json.Json;

/**
 * Tasks in the form in which Astute takes them. From 8.0 on those made of a declared task carry its id.
 *
 * @param withIds whether they have ids: the Fuel master is an 8.0
 */
record TaskItems(boolean withIds) {

    private static final int RETRIES = 3;
    private static final int SECONDS_BETWEEN = 1;

    /** With the parameters as they are declared. */
    ObjectNode generic(List<String> uids, JsonNode task) {
        var item = item(text(task, "type"), uids, task);
        item.put("fail_on_error", task.path("fail_on_error").asBoolean(true));
        var parameters = task.path("parameters") instanceof ObjectNode declared ? declared.deepCopy() : Json.object();
        if (withIds && !parameters.has("cwd")) {
            parameters.put("cwd", "/");
        }
        item.set("parameters", parameters);
        return item;
    }

    ObjectNode puppet(List<String> uids, JsonNode task) {
        var item = item("puppet", uids, task);
        var parameters = item.putObject("parameters");
        for (var name : List.of("puppet_manifest", "puppet_modules", "timeout")) {
            parameters.set(name, parameter(task, name));
        }
        parameters.set("cwd", optional(task, "cwd", Json.tree("/")));
        return item;
    }

    ObjectNode shell(List<String> uids, JsonNode task) {
        var item = item("shell", uids, task);
        var parameters = item.putObject("parameters");
        parameters.set("cmd", parameter(task, "cmd"));
        parameters.set("timeout", parameter(task, "timeout"));
        parameters.set("retries", optional(task, "retries", Json.tree(RETRIES)));
        parameters.set("interval", optional(task, "interval", Json.tree(SECONDS_BETWEEN)));
        parameters.set("cwd", optional(task, "cwd", Json.tree("/")));
        return item;
    }

    /** @param timeout in seconds */
    ObjectNode command(List<String> uids, String command, int timeout) {
        var task = Json.object();
        task.putObject("parameters").put("cmd", command).put("timeout", timeout);
        return shell(uids, task);
    }

    ObjectNode reboot(List<String> uids, JsonNode task) {
        var item = item("reboot", uids, task);
        item.putObject("parameters").set("timeout", parameter(task, "timeout"));
        return item;
    }

    static ObjectNode upload(List<String> uids, String path, String data) {
        var item = plain("upload_file", uids);
        item.putObject("parameters").put("path", path).put("data", data);
        return item;
    }

    static ObjectNode sync(List<String> uids, String source, String target) {
        var item = plain("sync", uids);
        item.putObject("parameters").put("src", source).put("dst", target);
        return item;
    }

    private ObjectNode item(String type, List<String> uids, JsonNode task) {
        var item = plain(type, uids);
        if (withIds) {
            item.set("id", task.has("id") ? task.get("id") : Json.object().nullNode());
        }
        return item;
    }

    private static ObjectNode plain(String type, List<String> uids) {
        var item = Json.object().put("type", type);
        item.set("uids", Json.array(uids));
        return item;
    }

    private static String text(JsonNode task, String field) {
        if (!task.path(field).isTextual()) {
            throw new TaskFault("%s has no %s".formatted(DeploymentGraph.name(task), field));
        }
        return task.path(field).textValue();
    }

    static JsonNode parameter(JsonNode task, String name) {
        var value = task.path("parameters").get(name);
        if (value == null) {
            throw new TaskFault("%s has no parameter %s".formatted(DeploymentGraph.name(task), name));
        }
        return value;
    }

    private static JsonNode optional(JsonNode task, String name, JsonNode other) {
        var value = task.path("parameters").get(name);
        return value == null ? other : value;
    }
}
