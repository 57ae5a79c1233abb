package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the contract has to say of whatever somebody may send, and of lists that grow. */
class ContractTest {

    /** Whose pages begin after an entry that is named, and lists that a single cluster or node bounds. */
    private static final Set<String> OTHERWISE = Set.of("listAudit", "readLog", "getNodeDisks", "getNodeInterfaces");

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        try (var in = ContractTest.class.getResourceAsStream("/openapi/octane.yaml")) {
            document = new YAMLMapper().readTree(in);
        }
    }

    private record Operation(String path, JsonNode item, JsonNode itself) {}

    @Test
    void everyTextThatMayBeSentHasALongestLengthAndEveryListAMostOfItems() {
        var unbounded = new ArrayList<String>();
        for (var operation : operations()) {
            var seen = new HashSet<JsonNode>();
            for (var place : List.of(operation.item(), operation.itself())) {
                place.path("parameters")
                        .forEach(parameter -> unbounded(
                                resolved(parameter).get("schema"),
                                operation.path() + " " + resolved(parameter).get("name"),
                                seen,
                                unbounded));
            }
            var body = resolved(operation.itself().path("requestBody")).at("/content/application~1json/schema");
            unbounded(body, operation.path(), seen, unbounded);
        }
        assertThat(unbounded).isEmpty();
    }

    @Test
    void everyLimitHasALeastAndAMost() {
        var limits = operations().stream()
                .flatMap(operation -> operation.itself().path("parameters").valueStream())
                .map(ContractTest::resolved)
                .filter(parameter -> parameter.path("name").asText().equals("limit"))
                .map(parameter -> parameter.get("schema"))
                .toList();
        assertThat(limits).hasSizeGreaterThan(8).allSatisfy(schema -> {
            assertThat(schema.path("minimum").asInt() == 1
                                    && schema.path("maximum").asInt() == 1000
                            || schema.has("enum"))
                    .as(schema.toString())
                    .isTrue();
        });
    }

    @Test
    void everyListComesInPages() {
        var whole = operations().stream()
                .map(Operation::itself)
                .filter(operation -> operation
                        .at("/responses/200/content/application~1json/schema/type")
                        .asText()
                        .equals("array"))
                .filter(operation -> operation.path("x-role").asText().equals("reader"))
                .filter(operation -> !operation.path("operationId").asText().startsWith("plan"))
                .filter(operation -> !names(operation).containsAll(Set.of("limit", "offset")))
                .map(operation -> operation.get("operationId").asText());

        assertThat(whole).containsExactlyInAnyOrderElementsOf(OTHERWISE);
    }

    private static Set<String> names(JsonNode operation) {
        var names = new HashSet<String>();
        operation
                .path("parameters")
                .forEach(p -> names.add(resolved(p).get("name").asText()));
        return names;
    }

    private static void unbounded(JsonNode schema, String where, Set<JsonNode> seen, List<String> found) {
        var resolved = resolved(schema);
        if (resolved.isMissingNode() || !seen.add(resolved)) {
            return;
        }
        var type = resolved.path("type").asText();
        if (type.equals("string") && !resolved.has("enum") && !resolved.has("maxLength")) {
            found.add(where);
        }
        if (type.equals("array") && !resolved.has("maxItems")) {
            found.add(where);
        }
        resolved.path("properties")
                .properties()
                .forEach(field -> unbounded(field.getValue(), where + "." + field.getKey(), seen, found));
        unbounded(resolved.path("items"), where + "[]", seen, found);
        resolved.path("oneOf").forEach(one -> unbounded(one, where + "|", seen, found));
    }

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().has("operationId")) {
                    operations.add(new Operation(path.getKey(), path.getValue(), operation.getValue()));
                }
            }
        }
        return operations;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
