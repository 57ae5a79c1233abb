package org.octane.plan.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of one definition, read strictly.
 *
 * @param where file and definition, as a sentence about it begins
 */
record DefinitionFields(String where, JsonNode node) {

    /** @param known all keys that the definition may have */
    static DefinitionFields of(String where, JsonNode node, List<String> known) {
        if (!node.isObject()) {
            throw new InvalidDefinition(where, "'" + node + "' has no keys such as " + known.get(0));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new InvalidDefinition(
                        where, "the key '" + key + "' is unknown; known are " + String.join(", ", known));
            }
        });
        return new DefinitionFields(where, node);
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    String text(String key) {
        return has(key) ? scalar(key, node.get(key)) : null;
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    String required(String key) {
        if (!has(key)) {
            throw new InvalidDefinition(where, "the key '" + key + "' is missing");
        }
        return text(key);
    }

    boolean flag(String key) {
        return has(key) && Boolean.parseBoolean(text(key));
    }

    int number(String key, int otherwise) {
        var word = text(key);
        if (word != null && !word.matches("\\d{1,4}")) {
            throw new InvalidDefinition(where, "'" + key + ": " + word + "' is no whole number");
        }
        return word == null ? otherwise : Integer.parseInt(word);
    }

    Duration duration(String key, Duration otherwise) {
        return has(key) ? DefinitionWords.duration(where, key, text(key)) : otherwise;
    }

    <E extends Enum<E>> E constant(String key, E otherwise, Class<E> type) {
        return has(key) ? DefinitionWords.constant(where, key, text(key), type) : otherwise;
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        items(key).forEach(item -> texts.add(scalar(key, item)));
        return texts;
    }

    List<JsonNode> items(String key) {
        var items = new ArrayList<JsonNode>();
        if (has(key) && !node.get(key).isArray()) {
            throw new InvalidDefinition(where, "'" + key + "' has to be a list");
        }
        if (has(key)) {
            node.get(key).forEach(items::add);
        }
        return items;
    }

    Map<String, String> map(String key) {
        var map = new LinkedHashMap<String, String>();
        if (has(key) && !node.get(key).isObject()) {
            throw new InvalidDefinition(where, "'" + key + "' has to have keys and values");
        }
        if (has(key)) {
            node.get(key).properties().forEach(entry -> map.put(entry.getKey(), scalar(key, entry.getValue())));
        }
        return map;
    }

    private String scalar(String key, JsonNode value) {
        if (!value.isValueNode()) {
            throw new InvalidDefinition(where, "'" + key + "' has to be plain text where it is " + value);
        }
        return value.asText();
    }
}
