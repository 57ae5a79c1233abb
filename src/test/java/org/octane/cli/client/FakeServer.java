package org.octane.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server whose answers are told beforehand; what it isn't told it refuses as Octane does. */
public final class FakeServer implements AutoCloseable {

    public record Request(String call, String body, Map<String, List<String>> headers) {}

    private record Answer(int status, String type, String body, String code) {

        Answer(int status, String type, String body) {
            this(status, type, body, null);
        }
    }

    private final HttpServer http;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private volatile Answer otherwise;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public FakeServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(executor);
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Several answers to one call are given one after the other, the last of them for ever. */
    public FakeServer answer(String call, int status, String json) {
        return put(call, new Answer(status, "application/json", json));
    }

    /** An error with the code that Octane sends. */
    public FakeServer refusal(String call, int status, String code, String json) {
        return put(call, new Answer(status, "application/json", json, code));
    }

    public FakeServer events(String call, String stream) {
        return put(call, new Answer(200, "text/event-stream", stream));
    }

    public FakeServer text(String call, int status, String body) {
        return put(call, new Answer(status, "text/html", body));
    }

    /** To every call of which nothing else was told. */
    public FakeServer otherwise(int status, String type, String body, String code) {
        otherwise = new Answer(status, type, body, code);
        return this;
    }

    /** Takes the request, and hangs up. */
    public FakeServer noAnswer(String call) {
        return put(call, new Answer(0, "", ""));
    }

    public List<Request> requests() {
        return requests;
    }

    public List<String> calls() {
        return requests.stream().map(Request::call).toList();
    }

    @Override
    public void close() {
        http.stop(0);
        executor.shutdownNow();
    }

    private FakeServer put(String call, Answer answer) {
        answers.computeIfAbsent(call, any -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(call, body, Map.copyOf(exchange.getRequestHeaders())));
        Answer answer = next(call);
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (answer.code() != null) {
            exchange.getResponseHeaders().set("Octane-Code", answer.code());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Answer next(String call) {
        Deque<Answer> told = answers.get(call);
        if (told == null && otherwise != null) {
            return otherwise;
        }
        if (told == null && call.endsWith("/outages")) {
            return new Answer(200, "application/json", "{\"targets\": []}");
        }
        if (told == null) {
            return new Answer(404, "application/json", "{\"message\": \"There is no " + call + ".\", \"errors\": []}");
        }
        return told.size() > 1 ? told.remove() : told.peek();
    }
}
