package org.octane.world.node;

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
import org.octane.security.OwnerOnlyFile;
import org.octane.world.chaos.Chaos;
import org.octane.world.files.PortsAndPasswords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All nodes of the world behind their SSH servers. */
public final class NodeSshServers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NodeSshServers.class);
    /** How often the nodes' power switches are looked at. */
    private static final int LOOK_MILLIS = 100;

    private final Map<String, NodeSshServer> servers = new LinkedHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "world-power");
        thread.setDaemon(true);
        return thread;
    });
    private final SshServerFactory sshServers;
    private final Path world;

    public NodeSshServers(Path world, PortsAndPasswords settings, Collection<String> ids, Chaos chaos) {
        this.world = world;
        sshServers = new SshServerFactory(world, KeyFiles.readOrCreate(key()).getPublic(), chaos);
        for (var id : ids) {
            servers.put(id, new NodeSshServer(new Node(world, id), settings.port("node." + id), sshServers));
        }
    }

    public void start() {
        servers.values().forEach(NodeSshServer::follow);
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
    public void reachable(String id, boolean reachable) {
        get(id).reachable(reachable);
    }

    private void writeAddresses() {
        var lines = new ArrayList<String>();
        servers.forEach((id, server) -> lines.add(id + " " + server.address()));
        try {
            OwnerOnlyFile.write(addresses(), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public NodeSshServer get(String id) {
        var server = servers.get(id);
        if (server == null) {
            throw new IllegalArgumentException("there is no node " + id + " in this world");
        }
        return server;
    }

    public List<NodeSshServer> all() {
        return List.copyOf(servers.values());
    }

    /** The private key that all nodes let in. */
    public Path key() {
        return world.resolve("ssh/id");
    }

    /** Lines {@code <id> <host>:<port>}. */
    public Path addresses() {
        return world.resolve("ssh/addresses");
    }

    @Override
    public void close() {
        watch.shutdownNow();
        servers.values().forEach(NodeSshServer::close);
        sshServers.close();
        NodeProcesses.killAll(world);
    }
}
