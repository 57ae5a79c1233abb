package org.octane.world.files;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.octane.security.OwnerOnlyFile;

/** The ports and passwords of a world, chosen once and kept over restarts in a file of mode 600. */
public final class PortsAndPasswords {

    /** Below what Linux hands out to outgoing connections, so that no such connection sits on one of our ports later. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int SECRET_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Path file;
    private final Properties values = new Properties();
    /** Held as long as this is. */
    private final List<DatagramSocket> reserved = new ArrayList<>();

    public PortsAndPasswords(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                values.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on loopback that this service has for ever. */
    public synchronized int port(String service) {
        return Integer.parseInt(value("port." + service, this::freePort));
    }

    public synchronized String secret(String name) {
        return value("secret." + name, this::newSecret);
    }

    private String value(String key, java.util.function.Supplier<String> choice) {
        var value = values.getProperty(key);
        if (value == null) {
            value = choice.get();
            values.setProperty(key, value);
            save();
        }
        return value;
    }

    private void save() {
        try {
            var text = new StringWriter();
            values.store(text, null);
            OwnerOnlyFile.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String freePort() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            var port = Integer.toString(random.nextInt(LOWEST, HIGHEST));
            if (!values.containsValue(port) && free(Integer.parseInt(port)) && reserve(Integer.parseInt(port))) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST + " on 127.0.0.1");
    }

    /**
     * A service takes its port a moment or two after it was chosen. Until then the same number of UDP, which nobody uses, says to other
     * worlds that start meanwhile that it is taken.
     */
    private boolean reserve(int port) {
        try {
            reserved.add(new DatagramSocket(port, InetAddress.getLoopbackAddress()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
