package org.octane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code asyncapi/octane.yaml} says of messages, for tests that have real ones. */
public final class AsyncApi {

    private static final JsonNode DOCUMENT = read("/asyncapi/octane.yaml");
    private static final String CONTRACT = "../openapi/octane.yaml#";
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private AsyncApi() {}

    static JsonNode document() {
        return DOCUMENT;
    }

    /** What is wrong with a message, a sentence each. @param name below components/messages */
    public static List<String> violations(String name, String text) {
        try {
            return violations(name, new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            return List.of("no JSON: " + e.getOriginalMessage());
        }
    }

    static List<String> violations(String name, JsonNode message) {
        return SCHEMAS.computeIfAbsent(name, AsyncApi::schema).validate(message).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonSchema schema(String name) {
        var payload = DOCUMENT.at("/components/messages/" + name + "/payload");
        var of = payload.path("schema").path("$ref").asText("");
        var whole = of.startsWith(CONTRACT)
                ? with(read("/openapi/octane.yaml"), of.substring(CONTRACT.length() - 1))
                : payload.has("$ref") ? with(DOCUMENT, payload.get("$ref").asText()) : (ObjectNode) payload;
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(whole);
    }

    /** References point into the document, so that is put around the schema. */
    private static ObjectNode with(JsonNode document, String reference) {
        var schema = (ObjectNode) document.at(reference.substring(1)).deepCopy();
        schema.set("components", document.get("components"));
        return schema;
    }

    private static JsonNode read(String file) {
        try (var in = AsyncApi.class.getResourceAsStream(file)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
