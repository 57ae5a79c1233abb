package org.octane.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Finds the secrets in a cluster's attributes: what Nailgun generated under a name that says so, and what an operator typed
 * into a field of type password.
 */
final class AttributeSecrets {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("pass|secret|key|token", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile(
            "\"[^\"]*(?:pass|secret|key|token)[^\"]*\"\\s*:\\s*(?:\\{[^{}]*?\"value\"\\s*:\\s*)?\"([^\"\\\\]+)",
            Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST = 8;
    private static final int LONG = 16;

    private AttributeSecrets() {}

    /** Adds those of one JSON document; of one that can't be read, such as a half, those of which the name stands right before. */
    static void collect(String json, Collection<String> values) {
        try {
            collect("", JSON.readTree(json == null ? "{}" : json), values);
        } catch (JsonProcessingException e) {
            NAMED.matcher(json)
                    .results()
                    .map(found -> found.group(1))
                    .filter(AttributeSecrets::distinct)
                    .forEach(values::add);
        }
    }

    /**
     * Whether a value can be told from an ordinary word. A short one ({@code admin}, {@code nova}) is left alone: it would
     * blank out logs wherever the word stands, and where it is used as a password it stands behind a name that the
     * {@link SuspectedSecrets} know.
     */
    static boolean distinct(String value) {
        boolean place = value.startsWith("/") || value.contains("://");
        if (place || value.length() < SHORTEST) {
            return false;
        }
        long kinds = value.chars().map(AttributeSecrets::kind).distinct().count();
        return value.length() >= LONG || kinds > 1;
    }

    private static int kind(int c) {
        return Character.isLowerCase(c) ? 0 : Character.isUpperCase(c) ? 1 : Character.isDigit(c) ? 2 : 3;
    }

    private static void collect(String name, JsonNode node, Collection<String> values) {
        if (node.path("type").asText().equals("password")) {
            add(node.path("value"), values);
        }
        node.properties().forEach(field -> collect(field.getKey(), field.getValue(), values));
        if (node.isArray()) {
            node.forEach(item -> collect(name, item, values));
        }
        if (NAME.matcher(name).find()) {
            add(node, values);
        }
    }

    private static void add(JsonNode node, Collection<String> values) {
        if (node.isTextual() && distinct(node.textValue().strip())) {
            values.add(node.textValue().strip());
        }
    }
}
