package org.octane.node;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** OpenSSH's server on loopback, as this user, for one node: what it runs has an environment of its own. */
final class SshDaemon implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Process process;
    private final int port;

    /**
     * @param folder for its files
     * @param key the private key that it lets in, beside which its public half lies
     */
    SshDaemon(Path folder, Path key, Map<String, String> environment) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (System.getProperty("user.name").equals("root")) {
            // Where its half without rights lives; the system makes it when it starts the daemon itself.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        port = freePort();
        var hostKey = folder.resolve("host");
        newKey("ed25519", hostKey);
        var settings = new java.util.ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + hostKey,
                "AuthorizedKeysFile " + key + ".pub",
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "PermitRootLogin prohibit-password"));
        // Of several such lines the first counts.
        var all = new StringBuilder("SetEnv");
        environment.forEach((name, value) -> all.append(" \"%s=%s\"".formatted(name, value)));
        settings.add(all.toString());
        var file = Files.write(folder.resolve("sshd_config"), settings);
        process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        await("sshd, see " + folder.resolve("sshd.log"))
                .atMost(Duration.ofSeconds(60))
                .until(this::listens);
    }

    int port() {
        return port;
    }

    static void newKey(String kind, Path file) throws IOException, InterruptedException {
        var made = new ProcessBuilder("ssh-keygen", "-q", "-t", kind, "-N", "", "-m", "PEM", "-f", file.toString())
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("ssh-keygen ended with " + made.exitValue());
        }
    }

    /** Writes it beside the private one. */
    static void publicHalf(Path key) throws IOException, InterruptedException {
        var written = new ProcessBuilder("ssh-keygen", "-y", "-f", key.toString())
                .redirectOutput(Path.of(key + ".pub").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (written.waitFor() != 0) {
            throw new IllegalStateException("ssh-keygen ended with " + written.exitValue());
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
