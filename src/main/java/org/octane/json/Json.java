package org.octane.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as trees, as Nailgun keeps it in columns of text and Astute's messages are. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /**
     * What the text says; JSON's null for no text.
     *
     * @throws IllegalStateException if the text is not JSON; quotes nothing of it, since it may hold passwords
     */
    public static JsonNode read(Object text) {
        try {
            return text == null ? MAPPER.nullNode() : MAPPER.readTree(text.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A text in a database is not JSON: line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    /** An object; an empty one if the text is absent or something else. */
    public static ObjectNode object(String text) {
        return read(text) instanceof ObjectNode object ? object : object();
    }

    /** A list; an empty one if the text is absent or something else. */
    public static ArrayNode array(String text) {
        return array(read(text));
    }

    /** A list; an empty one if it is absent or something else. */
    public static ArrayNode array(JsonNode json) {
        return json instanceof ArrayNode array ? array : array();
    }

    public static ArrayNode array(Iterable<String> texts) {
        var array = array();
        texts.forEach(array::add);
        return array;
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
