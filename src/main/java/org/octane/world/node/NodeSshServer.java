package org.octane.world.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;

/** The sshd of one node. Its port is the node's for ever; the host key changes when the node is installed anew. */
public final class NodeSshServer implements AutoCloseable {

    private static final int STOP_SECONDS = 5;

    private final Node node;
    private final int port;
    private final SshServerFactory sshServers;
    private SshServer running;
    private boolean closed;
    private boolean reachable = true;
    private boolean wasOn;

    NodeSshServer(Node node, int port, SshServerFactory sshServers) {
        this.node = node;
        this.port = port;
        this.sshServers = sshServers;
    }

    public Node node() {
        return node;
    }

    /** {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Runs if the node has power, and not otherwise. */
    public synchronized void follow() {
        var on = node.poweredOn() && !closed;
        if (on && reachable && running == null) {
            start();
        } else if (!on && wasOn) {
            cut();
            NodeProcesses.killAll(node);
        }
        wasOn = on;
    }

    /** Not reachable: every session is cut, nobody gets in, and what runs on the node runs on. */
    synchronized void reachable(boolean now) {
        reachable = now;
        if (!now) {
            cut();
        }
        follow();
    }

    /** Puts the power switch that way. */
    public void power(boolean on) {
        node.power(on);
        follow();
    }

    /** Everybody is logged out, nothing runs on, and the node shows another face. */
    public synchronized void reinstall() {
        cut();
        NodeProcesses.killAll(node);
        KeyFiles.replace(node.hostKey());
        follow();
    }

    private void start() {
        var server = sshServers.server(node, port, KeyPairProvider.wrap(KeyFiles.readOrCreate(node.hostKey())));
        try {
            server.start();
            running = server;
        } catch (IOException e) {
            throw new UncheckedIOException("node " + node.id() + " can't listen on " + address(), e);
        }
    }

    /** Sessions end at once, whatever they do. */
    private void cut() {
        if (running == null) {
            return;
        }
        try {
            running.close(true).await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running = null;
        }
    }

    /** For good: whoever still watches its power does not start it again. */
    @Override
    public synchronized void close() {
        closed = true;
        cut();
    }
}
