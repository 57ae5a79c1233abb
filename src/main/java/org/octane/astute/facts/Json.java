package org.octane.astute.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as Nailgun keeps it in text columns. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** @return null's node for null */
    public static JsonNode read(Object text) {
        try {
            return text == null ? MAPPER.nullNode() : MAPPER.readTree(text.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Nailgun's database holds a text that is no JSON", stripped(e));
        }
    }

    /** The document may hold passwords, and Jackson quotes it. */
    private static Exception stripped(JsonProcessingException e) {
        e.clearLocation();
        return new IllegalArgumentException(e.getOriginalMessage());
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static ArrayNode array(Iterable<String> texts) {
        var array = array();
        texts.forEach(array::add);
        return array;
    }

    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can't be written", stripped(e));
        }
    }
}
