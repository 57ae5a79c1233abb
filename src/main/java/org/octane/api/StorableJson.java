package org.octane.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.octane.plan.Refusal;

/** Refuses JSON that PostgreSQL can't store: the character NUL, half a surrogate pair, numbers that are infinite. */
final class StorableJson {

    private StorableJson() {}

    /** @throws Refusal if there is such a thing anywhere in it */
    static void check(JsonNode json) {
        if (json.isTextual()) {
            check(json.textValue());
        } else if (json.isFloatingPointNumber() && !Double.isFinite(json.doubleValue())) {
            throw new Refusal(Refusal.Kind.INVALID, "A number is too large.");
        }
        json.properties().forEach(field -> {
            check(field.getKey());
            check(field.getValue());
        });
        if (json.isArray()) {
            json.forEach(StorableJson::check);
        }
    }

    private static void check(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Refusal(Refusal.Kind.INVALID, "A text holds a character that cannot be kept.");
        }
    }
}
