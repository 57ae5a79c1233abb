package org.octane.world;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** An SSH client that needs nothing but world.properties. */
public final class TestClient implements AutoCloseable {

    /** What a command left. */
    public record Result(int exit, String out, String err) {

        /** The connection broke off before there was one. */
        public static final int CUT = -1;
    }

    public static final Duration LONG = Duration.ofSeconds(60);

    private final SshClient client = SshClient.setUpDefaultClient();
    private final Properties world;
    private PublicKey seen;

    public TestClient(Properties world) {
        this.world = world;
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        client.setKeyIdentityProvider(new FileKeyPairProvider(Path.of(world.getProperty("ssh.key-file"))));
        client.setServerKeyVerifier((session, address, key) -> {
            seen = key;
            return true;
        });
        client.start();
    }

    public Map<String, String> addresses() throws IOException {
        var addresses = new TreeMap<String, String>();
        Files.readAllLines(Path.of(world.getProperty("ssh.addresses"))).forEach(line -> {
            var words = line.split(" ");
            addresses.put(words[0], words[1]);
        });
        return addresses;
    }

    public ClientSession connect(String node) throws IOException {
        var address = addresses().get(node).split(":");
        var session = client.connect(world.getProperty("ssh.user"), address[0], Integer.parseInt(address[1]))
                .verify(LONG)
                .getSession();
        session.auth().verify(LONG);
        return session;
    }

    public PublicKey hostKey(String node) throws IOException {
        connect(node).close();
        return seen;
    }

    public Result run(String node, String command, String stdin) throws IOException {
        try (var session = connect(node)) {
            return run(session, command, stdin);
        }
    }

    public static Result run(ClientSession session, String command, String stdin) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try (var channel = session.createExecChannel(command)) {
            channel.setIn(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(LONG);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LONG);
            var exit = channel.getExitStatus();
            return new Result(
                    exit == null ? Result.CUT : exit,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
