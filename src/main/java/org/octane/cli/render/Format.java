package org.octane.cli.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.octane.cli.client.Json;

/** How a command prints its answer: for people, or the server's own answer for programs. */
public enum Format {
    TABLE,
    JSON,
    YAML,
    /** A line for each thing, its plain members in the server's order, a space between them. */
    VALUE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The answer for programs, without the line's end. */
    public String text(JsonNode answer) {
        return switch (this) {
            case YAML -> yaml(answer);
            case VALUE -> values(answer);
            default -> Json.pretty(answer);
        };
    }

    private static String yaml(JsonNode answer) {
        try {
            return new YAMLMapper().writeValueAsString(answer).strip();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String values(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        for (JsonNode thing : answer.isArray() ? answer : List.of(answer)) {
            List<String> words = new ArrayList<>();
            thing.forEach(member -> {
                if (member.isValueNode()) {
                    words.add(member.isNull() ? "-" : member.asText());
                }
            });
            lines.add(thing.isValueNode() ? thing.asText() : String.join(" ", words));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
