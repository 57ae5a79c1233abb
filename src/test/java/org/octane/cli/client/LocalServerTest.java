package org.octane.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which token the command line sends where; this process is the server. */
class LocalServerTest {

    @TempDir
    private Path folder;

    @Test
    void theTokenIsThatOfTheProcessThatListens() throws IOException {
        Files.writeString(folder.resolve("token"), "secret\n");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var lock = lock();
                var brokers = FileChannel.open(
                        Files.createDirectory(folder.resolve("broker")).resolve("server.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            assertThat(lock.isOpen() && brokers.isOpen()).isTrue();
            assertThat(Login.ofServer(socket.getLocalPort(), null)).hasValue(Login.token("secret"));
            assertThat(Login.ofServer(socket.getLocalPort(), folder)).hasValue(Login.token("secret"));
        }
    }

    @Test
    void ofSeveralCloudsOfAProcessEachHasItsToken() throws IOException {
        var north = served("north");
        var south = served("south");
        try (var here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = lock(north);
                var second = lock(south)) {
            assertThat(first.isOpen() && second.isOpen()).isTrue();
            Files.writeString(north.resolve("server.properties"), "url=http://127.0.0.1:" + here.getLocalPort() + "\n");
            Files.writeString(
                    south.resolve("server.properties"), "url=http://127.0.0.1:" + there.getLocalPort() + "\n");

            assertThat(Login.ofServer(here.getLocalPort(), null)).hasValue(Login.token("north"));
            assertThat(Login.ofServer(there.getLocalPort(), null)).hasValue(Login.token("south"));
            assertThat(Login.ofServer(there.getLocalPort(), north)).isEmpty();
        }
    }

    private Path served(String cloud) throws IOException {
        var data = Files.createDirectory(folder.resolve(cloud));
        Files.writeString(data.resolve("token"), cloud + "\n");
        return data;
    }

    @Test
    void aServerOfAnotherFolderThanTheOneThatIsNamedGetsNothing() throws IOException {
        Files.writeString(folder.resolve("token"), "secret\n");
        var other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("token"), "another secret\n");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var lock = lock()) {
            assertThat(lock.isOpen()).isTrue();
            assertThat(Login.ofServer(socket.getLocalPort(), other)).isEmpty();
        }
    }

    @Test
    void aProgramThatTookThePortOfAServerThatEndedGetsNothing() throws IOException {
        Files.writeString(folder.resolve("token"), "secret\n");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(Login.ofServer(port, folder)).isEmpty();
            assertThat(Login.ofServer(port, null)).isEmpty();
        }
        assertThat(Login.ofServer(port, folder)).as("nobody listens").isEmpty();
    }

    @Test
    void aServerOfSomebodyElseGetsNothingThoughRootSeesWhatItHasOpened() throws IOException {
        assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can start a program of somebody else");
        Files.writeString(folder.resolve("token"), "secret\n");
        var program = Files.writeString(
                folder.resolve("Program.java"),
                """
                class Program {
                    public static void main(String[] words) throws Exception {
                        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
                            System.out.println(socket.getLocalPort());
                            System.in.read();
                        }
                    }
                }
                """);
        // It is given what it could not open itself.
        var stranger = new ProcessBuilder(
                        "bash",
                        "-c",
                        "exec 5>\"$1\" 6<\"$2\" && exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$3\" --source 17"
                                + " /proc/self/fd/6",
                        "bash",
                        folder.resolve("server.lock").toString(),
                        program.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .directory(new File("/"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = stranger.inputReader()) {
            int port = Integer.parseInt(said.readLine());
            assertThat(Login.ofServer(port, null)).isEmpty();
            assertThat(Login.ofServer(port, folder)).isEmpty();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aLoginSaysNothingOfItsSecretWhenItIsPrinted() {
        assertThat(Login.token("secret").toString()).doesNotContain("secret");
        assertThat(Login.password("alice", "secret").toString()).doesNotContain("alice", "secret");
    }

    private FileChannel lock() throws IOException {
        return lock(folder);
    }

    private static FileChannel lock(Path folder) throws IOException {
        return FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
