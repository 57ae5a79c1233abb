package org.octane.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says what is wrong with a body in the sentences of Nailgun's own validator (the first line of its answers), which its
 * clients know: {@code 'name' is a required property}, {@code 5 is not of type 'string'}.
 */
record SchemaViolations(Set<ValidationMessage> found) {

    /** What the contract's patterns of names have in them. */
    private static final String NO_CONTROLS = "\\p{Cc}";

    private static final String NOT_BLANK = "\\S";

    List<String> sentences() {
        return found.stream().map(SchemaViolations::sentence).sorted().toList();
    }

    private static String sentence(ValidationMessage message) {
        var arguments = message.getArguments();
        JsonNode instance = message.getInstanceNode();
        return switch (message.getType()) {
            case "required" -> "'" + message.getProperty() + "' is a required property";
            case "type" -> shown(instance) + " is not of type '" + arguments[1] + "'";
            case "minItems" -> shown(instance) + " is too short";
            case "maxItems" -> shown(instance) + " is too long";
            case "minLength" -> shown(instance) + " is too short";
            case "maxLength" -> shown(instance) + " is too long";
            case "minimum" -> shown(instance) + " is less than the minimum of " + arguments[0];
            case "maximum" -> shown(instance) + " is greater than the maximum of " + arguments[0];
            case "uniqueItems" -> shown(instance) + " has non-unique elements";
            case "pattern" -> shown(instance) + mismatch(arguments[0].toString());
            case "enum" -> shown(instance) + " is not one of " + arguments[0];
            case "additionalProperties" ->
                "Additional properties are not allowed ('" + message.getProperty() + "' was unexpected)";
            default -> message.getMessage();
        };
    }

    /** A person reads it, who knows no regular expressions. */
    private static String mismatch(String pattern) {
        if (pattern.contains(NO_CONTROLS)) {
            return " is blank or holds a control character";
        }
        return pattern.equals(NOT_BLANK) ? " is blank" : " does not match '" + pattern + "'";
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(SchemaViolations::text)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isTextual() ? "'" + value.asText() + "'" : value.toString();
    }

    /** As Python writes it, and never the whole of something huge. */
    private static String shown(JsonNode value) {
        if (value == null) {
            return "value";
        }
        var text = text(value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
