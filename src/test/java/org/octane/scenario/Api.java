package org.octane.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A client of the REST API as any other; it hides nothing that HTTP says. */
public record Api(String server, String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than what a pre-flight may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int CONFLICT = 409;
    private static final int ROUNDS = 5;

    /** Without a login. */
    public Api(String server) {
        this(server, null);
    }

    /** What came back. */
    public record Answer(int status, String body, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("No JSON: " + body, e);
            }
        }

        /** The sentence of an error. */
        public String message() {
            return json().path("message").asText();
        }
    }

    /** @param path below /api/v1 */
    public Answer get(String path) {
        return send("GET", "/api/v1" + path, null);
    }

    /** @param path below /api/v1 */
    public Answer post(String path, String body, String... headers) {
        return send("POST", "/api/v1" + path, body, headers);
    }

    /** @param body null: none at all */
    public Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (token != null) {
            request.header("X-Auth-Token", token);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts an upgrade of cluster 1 with the plan's own choices. A machine that does a lot else may take longer than the
     * pre-flight waits: then it is tried again, as the pre-flight says.
     *
     * @return its id
     */
    public long startUpgrade() {
        return startUpgrade("{\"original_cluster_id\": 1}");
    }

    /** The same with other choices. */
    public long startUpgrade(String choices) {
        var started = post("/upgrades", choices);
        for (int round = 1; round < ROUNDS && wasTooSlow(started); round++) {
            started = post("/upgrades", choices);
        }
        if (started.status() != 201) {
            throw new IllegalStateException(started.status() + " " + started.body());
        }
        return started.json().get("id").longValue();
    }

    private static boolean wasTooSlow(Answer answer) {
        var errors = new ArrayList<String>();
        if (answer.status() == CONFLICT) {
            answer.json().path("errors").forEach(error -> errors.add(error.asText()));
        }
        return !errors.isEmpty() && errors.stream().allMatch(error -> error.contains("There was no answer within "));
    }

    /** Waits until it is over, well or not; while the server is away nobody knows. */
    public JsonNode ended(long upgrade, Duration within) {
        return Awaitility.await("upgrade " + upgrade)
                .atMost(within)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> get("/upgrades/" + upgrade).json(), Api::over);
    }

    private static boolean over(JsonNode upgrade) {
        return upgrade.has("status")
                && !List.of("running", "rolling-back")
                        .contains(upgrade.path("status").asText());
    }
}
