package org.octane.world.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.octane.world.database.NailgunRows;
import org.octane.world.node.NodeSshServers;

/**
 * What a user of the simulated clouds sees, over HTTP on loopback: {@code /api/<vip>} answers as whoever holds that VIP
 * would, or not at all; {@code /vms/<id>} likewise as that instance
 * would; {@code /vms} and {@code /state} tell of instances and nodes. Only reads files.
 */
public final class ApiEndpoint implements AutoCloseable {

    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        var thread = new Thread(task, "world-api");
        thread.setDaemon(true);
        return thread;
    });
    private final CloudFiles cloud;
    private final NodeSshServers nodes;

    private ApiEndpoint(HttpServer server, CloudFiles cloud, NodeSshServers nodes) {
        this.server = server;
        this.cloud = cloud;
        this.nodes = nodes;
    }

    public static ApiEndpoint start(Path world, int port, NodeSshServers nodes) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var endpoint = new ApiEndpoint(server, new CloudFiles(world.resolve("cloud")), nodes);
            server.setExecutor(endpoint.threads);
            server.createContext("/", endpoint::answer);
            server.start();
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException("the world's HTTP endpoint can't listen on port " + port, e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, NO_BODY);
            } else if (path.startsWith("/api/")) {
                api(exchange, path.substring("/api/".length()));
            } else if (path.startsWith("/vms/")) {
                vm(exchange, path.substring("/vms/".length()));
            } else if (path.equals("/vms")) {
                send(exchange, 200, cloud.instances());
            } else if (path.equals("/state")) {
                send(exchange, 200, state());
            } else {
                exchange.sendResponseHeaders(404, NO_BODY);
            }
        }
    }

    private void api(HttpExchange exchange, String vip) throws IOException {
        var answer = cloud.api(vip);
        if (answer.isPresent()) {
            send(exchange, answer.get().status(), answer.get().json());
        }
        // Otherwise nobody holds the VIP: closed without an answer.
    }

    /** A VM that migrates alive runs all the while. */
    private void vm(HttpExchange exchange, String id) throws IOException {
        var vm = cloud.instances().path(id);
        var state = vm.path("state").asText();
        if (state.equals("running") || state.equals("migrating")) {
            send(exchange, 200, (ObjectNode) vm);
        }
        // Otherwise nobody has that address: closed without an answer.
    }

    private ObjectNode state() {
        var state = NailgunRows.JSON.createObjectNode();
        var list = state.putArray("nodes");
        for (var server : nodes.all()) {
            list.addObject()
                    .put("id", server.node().id())
                    .put("address", server.address())
                    .put("power", server.node().poweredOn() ? "on" : "off");
        }
        return state;
    }

    private static void send(HttpExchange exchange, int status, ObjectNode json) throws IOException {
        var body = NailgunRows.JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
