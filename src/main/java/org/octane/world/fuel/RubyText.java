package org.octane.world.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** JSON as Ruby prints its data: {@code inspect} on one line, {@code pretty_inspect} over as many as it needs. */
final class RubyText {

    private static final int WIDTH = 79;

    private RubyText() {}

    static String inspect(JsonNode data) {
        if (data.isObject()) {
            var pairs = new ArrayList<String>();
            data.properties().forEach(pair -> pairs.add(quoted(pair.getKey()) + "=>" + inspect(pair.getValue())));
            return "{" + String.join(", ", pairs) + "}";
        }
        if (data.isArray()) {
            var elements = new ArrayList<String>();
            data.forEach(element -> elements.add(inspect(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        return data.isNull() ? "nil" : data.isTextual() ? quoted(data.textValue()) : data.asText();
    }

    static String pretty(JsonNode data) {
        return pretty(data, 0) + "\n";
    }

    static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("#{", "\\#{")
                + '"';
    }

    private static String pretty(JsonNode data, int column) {
        var line = inspect(data);
        if (!data.isContainerNode() || column + line.length() <= WIDTH) {
            return line;
        }
        var between = ",\n" + " ".repeat(column + 1);
        var parts = new ArrayList<String>();
        if (data.isArray()) {
            data.forEach(element -> parts.add(pretty(element, column + 1)));
            return "[" + String.join(between, parts) + "]";
        }
        data.properties().forEach(pair -> parts.add(pair(pair.getKey(), pair.getValue(), column + 1)));
        return "{" + String.join(between, parts) + "}";
    }

    private static String pair(String key, JsonNode value, int column) {
        var name = quoted(key) + "=>";
        var line = name + inspect(value);
        return !value.isContainerNode() || column + line.length() <= WIDTH
                ? line
                : name + "\n" + " ".repeat(column + 1) + pretty(value, column + 1);
    }
}
