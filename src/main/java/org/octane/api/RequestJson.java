package org.octane.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Message;
import org.octane.plan.Refusal;

/**
 * Reads JSON that somebody sends, over HTTP and over a queue alike: one document in UTF-8, no name twice in an object, and nothing that
 * PostgreSQL can't store (the character NUL, half a surrogate pair, numbers that are infinite).
 */
final class RequestJson {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private RequestJson() {}

    /** Bytes that are no UTF-8 would become other characters, and something else be done than was asked for. */
    static String text(Message message) {
        if (message.getBody() == null || message.getBody() instanceof String) {
            return message.getBody(String.class);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message.getBody(byte[].class)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("The body is not UTF-8.");
        }
    }

    /** @throws Refusal if it is no JSON, or holds what can't be kept */
    static JsonNode read(String text) {
        try {
            var json = JSON.readTree(text);
            check(json);
            return json;
        } catch (JsonProcessingException e) {
            throw new Refusal(Refusal.Kind.INVALID, "Invalid json received");
        }
    }

    /** As maps, lists, texts and numbers. */
    static Object plain(JsonNode json) {
        return JSON.convertValue(json, Object.class);
    }

    private static void check(JsonNode json) {
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
            json.forEach(RequestJson::check);
        }
    }

    private static void check(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Refusal(Refusal.Kind.INVALID, "A text holds a character that cannot be kept.");
        }
    }
}
