package org.octane.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What is between a browser and a server: it can be cut, and lead to another port afterwards. */
final class Cable implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "cable");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int port;
    private volatile boolean whole = true;

    Cable(String server) throws IOException {
        leadTo(server);
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    void cut() throws IOException {
        whole = false;
        for (var socket : open) {
            socket.close();
        }
    }

    void leadTo(String server) {
        port = URI.create(server).getPort();
        whole = true;
    }

    @Override
    public void close() throws IOException {
        cut();
        entrance.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var browser = entrance.accept();
                threads.execute(() -> connect(browser));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket browser) {
        try (browser) {
            if (!whole) {
                return;
            }
            try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                open.add(browser);
                open.add(server);
                var back = threads.submit(() -> copy(server, browser));
                copy(browser, server);
                back.get();
            }
        } catch (Exception e) {
            // One side has gone: so does the other.
        } finally {
            open.remove(browser);
        }
    }

    private Void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                out.write(bytes, 0, count);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
        return null;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }
}
