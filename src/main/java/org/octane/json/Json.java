package org.octane.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** JSON as trees, as it is in columns of text and in messages. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader WHOLE = MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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

    /**
     * What the text says.
     *
     * @throws NotJson if not all of it is one document of JSON; an empty text is none
     */
    public static JsonNode whole(String text) throws NotJson {
        try {
            var json = WHOLE.readTree(text);
            if (json.isMissingNode()) {
                throw new NotJson("it is empty");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new NotJson("line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    /** What the text says if all of it is JSON, else the text. */
    public static JsonNode readOrText(String text) {
        try {
            return WHOLE.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
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

    /** The second wins; objects are merged. */
    public static void merge(ObjectNode into, JsonNode winner) {
        winner.properties().forEach(field -> {
            if (field.getValue().isObject() && into.path(field.getKey()) instanceof ObjectNode both) {
                merge(both, field.getValue());
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    /** An object whose members are all texts. */
    public static Map<String, String> strings(String text) {
        return MAPPER.convertValue(read(text), new TypeReference<>() {});
    }

    /** A value of ours that was written. */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A text in a database is no " + type.getSimpleName(), e);
        }
    }

    /** A value of ours as text. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value can't be written as JSON", e);
        }
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
