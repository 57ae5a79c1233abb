package org.octane.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.octane.plan.Refusal;

/**
 * What a program sends over the queue, as {@code asyncapi/octane.yaml} has it.
 *
 * @param path below the base path, with a query where there is one
 * @param body null if there is none
 * @param key null if it names none
 */
record Command(String method, String path, JsonNode body, String key) {

    static final String FORM =
            "a JSON object with method and path, and with body and idempotency_key where they are needed.";

    private static final Set<String> FIELDS = new TreeSet<>(Set.of("method", "path", "body", "idempotency_key"));
    private static final Set<String> METHODS = new TreeSet<>(Set.of("GET", "POST", "PUT", "PATCH", "DELETE"));

    /** @throws Refusal if it is none */
    static Command of(String text) {
        var json = text.isBlank() ? null : RequestJson.read(text);
        if (json == null || !json.isObject()) {
            throw Refusal.invalid("A command is " + FORM);
        }
        // Who misspells a field means something else than what is done without it.
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw Refusal.invalid("A command has no field '" + name + "', only " + String.join(", ", FIELDS)
                        + (name.equals("query") ? "; a query is part of the path, such as /upgrades?limit=10." : "."));
            }
        });
        var method = json.path("method");
        if (!method.isTextual() || !METHODS.contains(method.textValue())) {
            throw Refusal.invalid(
                    "method has to be one of " + String.join(", ", METHODS) + ", in capitals; " + shown(method) + ".");
        }
        var path = json.path("path");
        if (!path.isTextual() || !path.textValue().startsWith("/")) {
            throw Refusal.invalid(
                    "path has to be a text that begins with a slash, such as /upgrades; " + shown(path) + ".");
        }
        var key = json.path("idempotency_key");
        if (!key.isMissingNode() && !key.isTextual()) {
            throw Refusal.invalid("idempotency_key has to be a text; " + shown(key) + ".");
        }
        return new Command(method.textValue(), path.textValue(), json.get("body"), key.textValue());
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "it is missing";
        }
        var text = value.toString();
        return "it is " + (text.length() <= 80 ? text : text.substring(0, 80) + "…");
    }
}
