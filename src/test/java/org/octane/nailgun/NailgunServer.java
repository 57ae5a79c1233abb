package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.octane.api.ApiBeans;
import org.octane.api.InPlaceApi;
import org.octane.api.InPlaceStages;
import org.octane.api.InPlaceTasks;
import org.octane.api.Senders;
import org.octane.api.UpdateApi;
import org.octane.api.board.LiveEvents;
import org.octane.api.login.Door;
import org.octane.nailgun.model.Task;
import org.octane.security.login.Logins;
import org.octane.security.login.TokenAccounts;
import org.octane.server.http.HttpListener;
import org.octane.server.http.TlsFiles;
import org.octane.sql.Database;

/** Nailgun's part of the API over real HTTP. Every answer is compared with the contract. */
final class NailgunServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AnswerContract CONTRACT = new AnswerContract();

    /** What came back. @param body JSON, missing if there is none */
    record Answer(int status, JsonNode body, String text) {

        String message() {
            return body.path("message").asText();
        }
    }

    private final Main main = new Main();
    private final RecordedProvisioner orders = new RecordedProvisioner();
    private final TokenAccounts accounts;
    private final HttpListener listener;
    private final String url;
    private final String token;

    /** @param database with Nailgun's tables; schema octane may be in it */
    NailgunServer(DataSource database) {
        try {
            listener = new HttpListener("127.0.0.1", 0, TlsFiles.NONE);
            var folder = Files.createTempDirectory("nailgun-server");
            var file = folder.resolve("token");
            accounts = TokenAccounts.in(file);
            token = Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.beans().forEach(main::bind);
        main.bind("octane", database);
        main.bind("nailgunProvisioner", orders);
        main.configure()
                .withRoutesIncludePattern(
                        "classpath:routes/api.camel.yaml,classpath:routes/updates.camel.yaml,classpath:routes/nailgun/*.camel.yaml");
        var properties = new Properties();
        properties.setProperty("camel.main.startup-summary-level", "off");
        properties.setProperty("camel.component.platform-http.header-filter-strategy", "#bean:responseHeaders");
        main.setInitialProperties(properties);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                CONTRACT.operations().stream()
                        .filter(operation -> !operation.isNailguns())
                        .forEach(operation -> from("direct:" + operation.id()).setBody(constant("{}")));
            }
        });
        var both = Database.of(database);
        var nailgun = new NailgunBeans(both, both, "example.com");
        nailgun.beans().forEach(main::bind);
        // Without an engine what is wrong is refused, and nothing is begun.
        var upgrades = nailgun.nailgun().upgrades();
        var inPlace = new InPlaceApi(
                null, null, null, upgrades, new InPlaceTasks(null, upgrades, Map.of()), new InPlaceStages(null));
        main.bind("inPlaceApi", inPlace);
        main.bind("updateApi", new UpdateApi(null, null, nailgun.nailgun().updates(), upgrades, inPlace));
        var api = new ApiBeans(null, entry -> {}, Senders.NONE);
        api.beans().forEach(main::bind);
        main.start();
        var logins = new Logins(List.of(accounts), Duration.ofHours(1), Duration.ofHours(1), Ticker.systemTicker());
        var door = new Door(logins, "Send the token.", "", null, entry -> {});
        api.open(
                main.getCamelContext(),
                listener.vertx(),
                listener.router(),
                List.of(),
                door,
                new LiveEvents(null, Duration.ofMinutes(1)));
        listener.listen();
        url = listener.url();
    }

    /** Host and port. */
    String address() {
        return url.substring("http://".length());
    }

    /** A header with which somebody is let in. */
    String login() {
        return "X-Auth-Token: " + token;
    }

    /** Orders to install nodes that were sent. */
    List<Task> casts() {
        return orders.casts();
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    /** @param body null: none; text: as it is; else what becomes JSON */
    Answer call(String method, String path, Object body) {
        var answer = send(method, path, body);
        assertThat(CONTRACT.violations(method, path, answer.status(), answer.body()))
                .as("%s %s %s: %d %s", method, path, body, answer.status(), shortened(answer.text()))
                .isEmpty();
        return answer;
    }

    /** Without a look at the contract. */
    Answer send(String method, String path, Object body) {
        try {
            var text = body == null || body instanceof String ? (String) body : JSON.writeValueAsString(body);
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json")
                    .header("X-Auth-Token", token)
                    .method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text))
                    .build();
            var response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), parsed(response.body()), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        listener.close();
        main.stop();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String shortened(String text) {
        return text.length() < 400 ? text : text.substring(0, 400) + "…";
    }
}
