package org.octane.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.Exchange;

/**
 * Tells whether two requests ask for the same: same operation, path, query and body, however the JSON is formatted and
 * whether it comes over HTTP or a queue.
 */
final class RequestFingerprint {

    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RequestFingerprint() {}

    /** @param exchange checked already: its body is a map, a list or null */
    static String of(Exchange exchange, Operation operation) {
        var message = exchange.getMessage();
        var query = message.getHeader(Exchange.HTTP_QUERY, "", String.class);
        var path = ApiPaths.withinBase(message.getHeader(Exchange.HTTP_PATH, String.class));
        try {
            var body = SORTED.writeValueAsBytes(message.getBody());
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(query.getBytes(StandardCharsets.UTF_8));
            return operation.id() + " " + path + " " + HexFormat.of().formatHex(digest.digest(body));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
