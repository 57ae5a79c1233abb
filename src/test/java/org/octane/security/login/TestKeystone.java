package org.octane.security.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A Keystone in small, which answers as the real one does: with v2.0 alone, as on a Fuel master 6.1 to 8.0, or with v3 too. */
public final class TestKeystone implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Token(String user, List<String> roles, Instant expires) {}

    private final HttpServer http;
    private final boolean third;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, List<String>> roles = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();

    /** @param third whether it speaks v3 */
    public TestKeystone(boolean third) throws IOException {
        this.third = third;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", this::handle);
        http.start();
        user("nailgun", "nailgun-password", "admin");
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    public TestKeystone user(String name, String password, String... owned) {
        passwords.put(name, password);
        roles.put(name, List.of(owned));
        return this;
    }

    public String token(String user) {
        return token(user, Instant.now().plusSeconds(3_600));
    }

    String token(String user, Instant expires) {
        var id = UUID.randomUUID().toString().replace("-", "");
        tokens.put(id, new Token(user, roles.get(user), expires));
        return id;
    }

    public void revoke(String token) {
        tokens.remove(token);
    }

    /** All of them, its clients' own too. */
    void revokeAll() {
        tokens.clear();
    }

    /** How often it was asked about a token. */
    int questions() {
        return questions.get();
    }

    public KeystoneSettings settings() {
        return new KeystoneSettings(
                null,
                url(),
                url(),
                "nailgun",
                "nailgun-password",
                "services",
                "admin",
                List.of("admin"),
                List.of("observer"));
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var call = exchange.getRequestMethod() + " " + path.replaceFirst("^/v2.0/tokens/.+", "/v2.0/tokens/ID");
        if (path.startsWith("/v3") && !third) {
            answer(exchange, 404, "{\"error\": {\"code\": 404, \"title\": \"Not Found\"}}");
            return;
        }
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (call) {
            case "GET /v3" -> answer(exchange, 200, "{\"version\": {\"id\": \"v3.6\", \"status\": \"stable\"}}");
            case "POST /v2.0/tokens" -> loginSecond(exchange, JSON.readTree(body));
            case "POST /v3/auth/tokens" -> loginThird(exchange, JSON.readTree(body));
            case "GET /v2.0/tokens/ID" -> askedSecond(exchange, path.substring("/v2.0/tokens/".length()));
            case "GET /v3/auth/tokens" ->
                askedThird(exchange, exchange.getRequestHeaders().getFirst("X-Subject-Token"));
            default -> answer(exchange, 404, "{\"error\": {\"code\": 404, \"title\": \"Not Found\"}}");
        }
    }

    private void loginSecond(HttpExchange exchange, JsonNode body) throws IOException {
        var given = body.at("/auth/passwordCredentials");
        var user = given.path("username").asText();
        if (!given.path("password").asText().equals(passwords.get(user))) {
            unauthorized(exchange);
            return;
        }
        answer(exchange, 200, second(token(user)));
    }

    private void loginThird(HttpExchange exchange, JsonNode body) throws IOException {
        var given = body.at("/auth/identity/password/user");
        var user = given.path("name").asText();
        if (!given.path("password").asText().equals(passwords.get(user))) {
            unauthorized(exchange);
            return;
        }
        var token = token(user);
        exchange.getResponseHeaders().set("X-Subject-Token", token);
        answer(exchange, 201, third(token));
    }

    private void askedSecond(HttpExchange exchange, String token) throws IOException {
        asked(exchange, token, this::second);
    }

    private void askedThird(HttpExchange exchange, String token) throws IOException {
        asked(exchange, token, this::third);
    }

    private void asked(HttpExchange exchange, String token, java.util.function.UnaryOperator<String> text)
            throws IOException {
        questions.incrementAndGet();
        var asker = tokens.get(String.valueOf(exchange.getRequestHeaders().getFirst("X-Auth-Token")));
        if (asker == null || !asker.roles().contains("admin")) {
            unauthorized(exchange);
        } else if (!tokens.containsKey(token)) {
            answer(exchange, 404, "{\"error\": {\"code\": 404, \"message\": \"Could not find token.\"}}");
        } else {
            answer(exchange, 200, text.apply(token));
        }
    }

    private String second(String id) {
        var token = tokens.get(id);
        var access = JSON.createObjectNode();
        access.putObject("token").put("id", id).put("expires", token.expires().toString());
        var user = access.putObject("user").put("id", "u-1").put("name", token.user());
        token.roles().forEach(role -> user.withArray("roles").addObject().put("name", role));
        return JSON.createObjectNode().set("access", access).toString();
    }

    private String third(String id) {
        var token = tokens.get(id);
        var answer = JSON.createObjectNode();
        answer.put("expires_at", token.expires().toString());
        answer.putObject("user").put("id", "u-1").put("name", token.user());
        token.roles().forEach(role -> answer.withArray("roles").addObject().put("name", role));
        return JSON.createObjectNode().set("token", answer).toString();
    }

    private static void unauthorized(HttpExchange exchange) throws IOException {
        answer(exchange, 401, "{\"error\": {\"code\": 401, \"title\": \"Unauthorized\"}}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
