package org.octane.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.octane.api.board.LiveEvents;
import org.octane.api.login.Door;
import org.octane.audit.AuditEntry;
import org.octane.engine.view.EventLog;
import org.octane.security.login.Logins;
import org.octane.server.http.HttpListener;
import org.octane.server.http.TlsFiles;

/** The whole API behind its door; what the operations do is the test's: they answer with what they were sent. */
final class GuardedServer implements AutoCloseable {

    static final Contract CONTRACT = Contract.read("openapi/octane.yaml");
    private static final Set<String> DESCRIPTIONS = Set.of("readOpenApi", "readAsyncApi");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Main main = new Main();
    private final HttpListener listener;
    private final LiveEvents live;
    final List<AuditEntry> audit = new CopyOnWriteArrayList<>();
    final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    final List<Object> asked = new CopyOnWriteArrayList<>();

    GuardedServer(Logins logins, String keystone, TlsFiles tls) throws IOException {
        this(logins, keystone, tls, null, Duration.ofMillis(100));
    }

    /**
     * @param events of upgrades; null where a test asks for none
     * @param poll how often they are looked for unasked
     */
    GuardedServer(Logins logins, String keystone, TlsFiles tls, EventLog events, Duration poll) throws IOException {
        live = new LiveEvents(events, poll);
        listener = new HttpListener("127.0.0.1", 0, tls);
        listener.beans().forEach(main::bind);
        main.configure()
                .withRoutesIncludePattern("classpath:routes/api.camel.yaml,classpath:routes/descriptions.camel.yaml");
        main.addInitialProperty("camel.server.enabled", "false");
        main.addInitialProperty("camel.main.startup-summary-level", "off");
        main.addInitialProperty("camel.component.platform-http.header-filter-strategy", "#bean:responseHeaders");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/served").setBody(constant("{}"));
                CONTRACT.operations().stream()
                        .filter(operation -> !DESCRIPTIONS.contains(operation.id()))
                        .forEach(operation -> from("direct:" + operation.id()).process(exchange -> {
                            headers.add(new TreeMap<>(exchange.getMessage().getHeaders()));
                            asked.add(
                                    exchange.getMessage().getBody() == null
                                            ? Map.of()
                                            : exchange.getMessage().getBody());
                            exchange.getMessage().setBody("{}");
                        }));
            }
        });
        var api = new ApiBeans(null, audit::add, Senders.NONE);
        api.beans().forEach(main::bind);
        main.start();
        api.open(
                main.getCamelContext(),
                listener.vertx(),
                listener.router(),
                List.of(),
                new Door(logins, "Send something.", keystone, null, audit::add),
                live);
        listener.listen();
    }

    LiveEvents live() {
        return live;
    }

    /** Streams of events that are open. */
    int followers() {
        return live.followers();
    }

    String url() {
        return listener.url();
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return sendBody(method, path, null, headers);
    }

    HttpResponse<String> sendBody(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        listener.close();
        live.close();
        main.stop();
    }
}
