package org.octane.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;
import org.octane.server.settings.HttpSettings;

/**
 * Where this server is going to serve HTTP.
 *
 * @param port a free one
 */
record HttpAddress(String host, int port) {

    private static final int ANY = 0;

    /** Told before anything is opened: the server listens only when its routes run, and by then steps would too. */
    static HttpAddress free(HttpSettings wanted) throws IOException {
        var address = wanted.port() == ANY ? InetAddress.getLoopbackAddress() : InetAddress.getByName(wanted.address());
        try (var socket = new ServerSocket(wanted.port(), 1, address)) {
            return new HttpAddress(wanted.address(), socket.getLocalPort());
        } catch (IOException e) {
            throw new StartFailure(
                    Code.PORT_TAKEN,
                    "Port " + wanted.port() + " of " + wanted.address() + " can't be served: " + e.getMessage()
                            + ". Name another with --port, or end what uses it.",
                    e);
        }
    }
}
