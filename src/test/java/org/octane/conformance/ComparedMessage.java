package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.octane.json.Json;

/**
 * A message without what says nothing: the task's id, the order of ids, of entries and of nodes, the order of the conditions of a
 * pin, on a 7.0 the order of what runs before and after all roles, and which free address a node got in this very call.
 */
final class ComparedMessage {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String PIN = "Pin: release ";

    private final boolean freeOrder;
    private final List<ObjectNode> tasks;
    private final Map<String, String> given = new TreeMap<>();

    /**
     * @param message as it was cast
     * @param freeOrder whether the order of hooks is arbitrary: 7.0; what is not arbitrary in it is {@link HookOrder}'s
     * @param situation before the call
     */
    ComparedMessage(JsonNode message, boolean freeOrder, CastSituation situation) {
        this.freeOrder = freeOrder;
        this.tasks = situation.tasks();
        new GivenAddresses(situation.addresses()).in(message, given);
    }

    JsonNode of(JsonNode message) {
        var plain = (ObjectNode) message.deepCopy();
        plain.withObjectProperty("args").put("task_uuid", "…");
        var arguments = plain.withObjectProperty("args");
        sort(arguments, "deployment_info");
        sort(arguments, "nodes");
        if (arguments.path("provisioning_info") instanceof ObjectNode provisioning) {
            sort(provisioning, "nodes");
            sort(provisioning, "fault_tolerance");
            provisioning.path("pre_provision").forEach(ComparedMessage::buildCommand);
        }
        if (arguments.path("deployment_tasks") instanceof ObjectNode graph) {
            var any = new AnyNode(tasks, graph.deepCopy());
            graph.properties().forEach(node -> node.setValue(unorderedGraph(any, node.getValue())));
        }
        for (var stage : List.of("pre_deployment", "post_deployment")) {
            if (freeOrder && arguments.path(stage) instanceof ArrayNode items) {
                arguments.set(stage, unordered(items));
            }
        }
        return plain(plain);
    }

    /** What the command that builds an image is told is JSON, of which the order of keys is free. */
    private static void buildCommand(JsonNode task) {
        var parameters = (ObjectNode) task.path("parameters");
        var command = parameters.path("cmd").asText();
        int json = command.indexOf('\'');
        if (json > 0 && command.endsWith("'")) {
            parameters.put("cmd", command.substring(0, json));
            parameters.set("input", Json.read(command.substring(json + 1, command.length() - 1)));
        }
    }

    /** Tasks of a node, and what each waits for, have no order. */
    private static JsonNode unorderedGraph(AnyNode any, JsonNode tasks) {
        var sorted = new ArrayList<JsonNode>();
        for (var task : tasks) {
            var copy = (ObjectNode) task.deepCopy();
            any.in(copy);
            for (var relation : List.of("requires", "required_for")) {
                var others = new ArrayList<JsonNode>();
                copy.path(relation).forEach(others::add);
                others.sort(Comparator.comparing(
                                (JsonNode other) -> other.path("name").asText())
                        .thenComparing(other -> other.path("node_id").asText()));
                copy.set(relation, Json.array().addAll(others));
            }
            sorted.add(copy);
        }
        sorted.sort(Comparator.comparing(task -> task.path("id").asText()));
        return Json.array().addAll(sorted);
    }

    private static JsonNode unordered(ArrayNode items) {
        var texts = new ArrayList<JsonNode>();
        items.forEach(item -> {
            var copy = (ObjectNode) item.deepCopy();
            copy.remove("priority");
            copy.remove("uids");
            texts.add(copy);
        });
        var order = new ArrayList<Integer>();
        for (int i = 0; i < items.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> sorted(texts.get(i)).toString()));
        var sorted = Json.array();
        order.forEach(i -> sorted.add(((ObjectNode) items.get(i)).put("priority", "any")));
        return sorted;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return Json.tree(fields);
        }
        if (node.isTextual() && node.textValue().contains("nodes:")) {
            return TextNode.valueOf("nodes");
        }
        return node.isTextual() ? TextNode.valueOf(pins(node.textValue())) : node;
    }

    private static void sort(ObjectNode parent, String field) {
        if (parent.path(field) instanceof ArrayNode list) {
            parent.set(field, byNode(list));
        }
    }

    private static ArrayNode byNode(ArrayNode list) {
        var entries = new ArrayList<JsonNode>();
        list.forEach(entries::add);
        entries.sort(Comparator.comparing((JsonNode e) -> e.path("uid").asText())
                .thenComparing(e -> e.path("role").asText())
                .thenComparing(e -> e.path("percentage").asText()));
        return Json.array().addAll(entries);
    }

    private JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var fields = Json.object();
            object.properties().forEach(field -> fields.set(field.getKey(), plain(field.getKey(), field.getValue())));
            return fields;
        }
        if (node instanceof ArrayNode list) {
            var elements = Json.array();
            list.forEach(element -> elements.add(plain(element)));
            return elements;
        }
        return node.isTextual() ? text(node.textValue()) : node;
    }

    private JsonNode plain(String name, JsonNode value) {
        if (name.equals("uids") && value.isArray()) {
            var ids = new ArrayList<String>();
            value.forEach(id -> ids.add(id.asText()));
            ids.sort(null);
            return Json.array(ids);
        }
        if (name.equals("nodes") && value instanceof ArrayNode list) {
            return plain(byNode(list));
        }
        if (name.equals("data") && value.asText().startsWith("nodes:")) {
            return plain(yaml(value.asText()));
        }
        return plain(value);
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode text(String text) {
        var plain = pins(text);
        for (var address : given.entrySet()) {
            if (plain.contains(address.getKey())) {
                plain = plain.replaceAll(
                        "(?<![\\d.])" + address.getKey().replace(".", "\\.") + "(?![\\d.])", address.getValue());
            }
        }
        return TextNode.valueOf(plain);
    }

    private static String pins(String text) {
        return text.contains(PIN)
                ? text.lines()
                        .map(line -> line.startsWith(PIN)
                                ? PIN
                                        + Arrays.stream(line.substring(PIN.length())
                                                        .split(","))
                                                .sorted()
                                                .collect(Collectors.joining(","))
                                : line)
                        .collect(Collectors.joining("\n"))
                : text;
    }
}
