package org.octane.security.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.octane.security.CaFile;

/**
 * Keystone over HTTP, v3 where it has one and else v2.0. Its answers are yes, no and unknown, which is a
 * {@link LoginUnavailable}.
 */
final class KeystoneCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final KeystoneSettings settings;
    private volatile Boolean third;
    private volatile String own;

    KeystoneCalls(KeystoneSettings settings) {
        this.settings = settings;
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1);
        if (settings.authorities() != null) {
            client.sslContext(CaFile.trusted(settings.authorities()));
        }
        this.http = client.build();
    }

    /** @return empty if Keystone doesn't know it, or not any more */
    Optional<KeystoneToken> validated(String token) {
        var answer = ask(token);
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            // The own token has run out, not the one that is asked about.
            own = null;
            answer = ask(token);
        }
        return switch (answer.statusCode()) {
            case 200, 203 ->
                Optional.of(isThird() ? KeystoneToken.ofV3(json(answer)) : KeystoneToken.ofV2(json(answer)));
            case 404 -> Optional.empty();
            default -> throw unavailable("answers " + answer.statusCode() + " to a question about a token", null);
        };
    }

    /** @return a token, empty if the password is wrong */
    Optional<String> token(String user, String password) {
        return token(settings.publicUrl(), user, password, settings.loginProject());
    }

    private HttpResponse<String> ask(String token) {
        if (own == null) {
            own = token(settings.url(), settings.user(), settings.password(), settings.project())
                    .orElseThrow(() -> unavailable("does not accept octane.keystone.user and its password", null));
        }
        var request = isThird()
                ? request(settings.url(), "/v3/auth/tokens").header("X-Subject-Token", token)
                : request(settings.url(), "/v2.0/tokens/" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        return send(request.header("X-Auth-Token", own).GET());
    }

    private Optional<String> token(String url, String user, String password, String project) {
        var domain = Map.of("id", "default");
        Object body = isThird()
                ? Map.of(
                        "auth",
                        Map.of(
                                "identity",
                                Map.of(
                                        "methods",
                                        new String[] {"password"},
                                        "password",
                                        Map.of("user", Map.of("name", user, "password", password, "domain", domain))),
                                "scope",
                                Map.of("project", Map.of("name", project, "domain", domain))))
                : Map.of(
                        "auth",
                        Map.of(
                                "tenantName",
                                project,
                                "passwordCredentials",
                                Map.of("username", user, "password", password)));
        var answer = send(request(url, isThird() ? "/v3/auth/tokens" : "/v2.0/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
        return switch (answer.statusCode()) {
            case 200, 201, 203 ->
                Optional.of(
                        isThird()
                                ? answer.headers().firstValue("X-Subject-Token").orElse("")
                                : json(answer).at("/access/token/id").asText());
            case 401, 403, 404 -> Optional.empty();
            default -> throw unavailable("answers " + answer.statusCode() + " to a login", null);
        };
    }

    private boolean isThird() {
        if (third == null) {
            int status = send(request(settings.url(), "/v3").GET()).statusCode();
            if (status != 200 && status != 203 && status != 404) {
                throw unavailable("answers " + status + " when asked for its version", null);
            }
            third = status != 404;
        }
        return third;
    }

    private static HttpRequest.Builder request(String url, String path) {
        return HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw unavailable("does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was not waited for", e);
        }
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw unavailable("does not answer in JSON", null);
        }
    }

    private LoginUnavailable unavailable(String what, Throwable cause) {
        return new LoginUnavailable("Keystone at " + settings.url() + " " + what, cause);
    }
}
