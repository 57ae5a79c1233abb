package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.octane.world.chaos.Chaos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All nodes of the world behind their SSH servers. */
final class NodeServers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NodeServers.class);
    /** How often the nodes' power switches are looked at. */
    private static final int LOOK_MILLIS = 100;

    private final Map<String, NodeServer> servers = new LinkedHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "world-power");
        thread.setDaemon(true);
        return thread;
    });
    private final SshParts parts;
    private final Path world;

    NodeServers(Path world, Kept kept, Collection<String> ids, Chaos chaos) {
        this.world = world;
        parts = new SshParts(world, Keys.kept(key()).getPublic(), chaos);
        for (var id : ids) {
            servers.put(id, new NodeServer(new Node(world, id), kept.port("node." + id), parts));
        }
    }

    void start() {
        servers.values().forEach(NodeServer::follow);
        writeAddresses();
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (var server : servers.values()) {
            try {
                server.follow();
            } catch (RuntimeException e) {
                log.atWarn().addKeyValue("node", server.node().id()).log("Power can't be followed: {}", e.getMessage());
            }
        }
    }

    /** Whether the network leads to this node. */
    void reachable(String id, boolean reachable) {
        get(id).reachable(reachable);
    }

    private void writeAddresses() {
        var lines = new ArrayList<String>();
        servers.forEach((id, server) -> lines.add(id + " " + server.address()));
        try {
            OwnerFile.write(addresses(), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NodeServer get(String id) {
        var server = servers.get(id);
        if (server == null) {
            throw new IllegalArgumentException("there is no node " + id + " in this world");
        }
        return server;
    }

    List<NodeServer> all() {
        return List.copyOf(servers.values());
    }

    /** The private key that all nodes let in. */
    Path key() {
        return world.resolve("ssh/id");
    }

    /** Lines {@code <id> <host>:<port>}. */
    Path addresses() {
        return world.resolve("ssh/addresses");
    }

    @Override
    public void close() {
        watch.shutdownNow();
        servers.values().forEach(NodeServer::close);
        parts.close();
        NodeProcesses.killAll(world);
    }
}
