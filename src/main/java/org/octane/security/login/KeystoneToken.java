package org.octane.security.login;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** What Keystone says of a token, the same of both versions of its API. */
record KeystoneToken(String user, List<String> roles, Instant expires) {

    /** @param answer to {@code GET /v3/auth/tokens} */
    static KeystoneToken ofV3(JsonNode answer) {
        var token = answer.path("token");
        return new KeystoneToken(
                token.at("/user/name").asText(),
                names(token.path("roles")),
                time(token.path("expires_at").asText()));
    }

    /** @param answer to {@code GET /v2.0/tokens/ID} */
    static KeystoneToken ofV2(JsonNode answer) {
        var access = answer.path("access");
        return new KeystoneToken(
                access.at("/user/name").asText(access.at("/user/username").asText()),
                names(access.at("/user/roles")),
                time(access.at("/token/expires").asText()));
    }

    private static List<String> names(JsonNode roles) {
        var names = new ArrayList<String>();
        roles.forEach(role -> names.add(role.path("name").asText()));
        return names;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new LoginUnavailable("Keystone does not say until when a token is valid", e);
        }
    }
}
