package org.octane.astute.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import org.octane.astute.facts.NodeList;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData.Node;

/** The task {@code upload_nodes_info}: nodes learn of each other. */
record NodesFile(HookContext context) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    ObjectNode item(ObjectNode task) {
        var nodes = context.nodes().deployed();
        var list = new NodeList(context.cluster(), context.master().dnsDomain()).serialize(nodes);
        return TaskItems.upload(
                nodes.stream().map(Node::uid).toList(),
                TaskItems.parameter(task, "path").asText(),
                yaml(Map.of("nodes", Json.<Object>value(list))));
    }

    static String yaml(Object value) {
        try {
            return YAML.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A file for nodes can't be written as YAML", e);
        }
    }
}
