package org.octane.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What is between a server and a database or broker. It can swallow all that is sent, as a network does that is cut. */
public final class Wire implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile boolean cut;

    /** @param to for example {@code amqp://127.0.0.1:5672} */
    public Wire(String to) throws IOException {
        port = URI.create(to).getPort();
        threads.execute(this::accept);
    }

    /** In place of the other. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Nobody is told: connections stay open, and nothing comes any more, in neither direction. */
    public void cut() {
        cut = true;
    }

    /** New connections get through. What was on the way is lost, and with it the connections of before. */
    public void mend() throws IOException {
        cut = false;
        for (var socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        mend();
        entrance.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                open.add(client);
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        if (cut) {
            return; // It hears nothing, until it is mended.
        }
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.add(server);
            var back = threads.submit(() -> copy(server, client));
            copy(client, server);
            back.get();
            open.remove(server);
        } catch (Exception e) {
            // One side has gone: so does the other.
        } finally {
            open.remove(client);
        }
    }

    private Void copy(Socket from, Socket to) throws IOException {
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            var bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!cut) {
                    out.write(bytes, 0, count);
                    out.flush();
                }
            }
        } finally {
            if (!cut) {
                from.close();
                to.close();
            }
        }
        return null;
    }
}
