package org.octane.nailgun.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as Nailgun keeps it: in columns of text. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** What the text says; JSON's null for no text. */
    public static JsonNode read(String text) {
        try {
            return text == null ? MAPPER.nullNode() : MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column of Nailgun holds what is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** An object; an empty one if the text is absent or something else. */
    public static ObjectNode object(String text) {
        return read(text) instanceof ObjectNode object ? object : MAPPER.createObjectNode();
    }

    /** A list; an empty one if the text is absent or something else. */
    public static ArrayNode array(String text) {
        return read(text) instanceof ArrayNode array ? array : MAPPER.createArrayNode();
    }

    /** A list; an empty one if it is absent or something else. */
    public static ArrayNode array(JsonNode json) {
        return json instanceof ArrayNode array ? array : MAPPER.createArrayNode();
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** JSON as plain lists, maps and values. */
    @SuppressWarnings("unchecked")
    public static <T> T value(JsonNode json) {
        return (T) MAPPER.convertValue(json, Object.class);
    }

    /** A value of ours as JSON. */
    public static <T extends JsonNode> T tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
