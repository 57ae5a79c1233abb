package org.octane.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.octane.security.OwnerOnlyFile;

/** An SSH server on loopback that offers all key exchanges its library has, and lets everybody in. */
final class ServedSsh implements AutoCloseable {

    private final Path folder;
    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger shaking = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** @param folder for keys */
    ServedSsh(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "octane", null, text);
        OwnerOnlyFile.write(key(), text.toString(StandardCharsets.US_ASCII));
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host")));
        server.setPublickeyAuthenticator((user, shown, session) -> KeyUtils.getKeyType(shown) != null);
        server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        server.addSessionListener(new Handshaking());
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        server.start();
    }

    /** The private key that it lets in, as it does any other. */
    Path key() {
        return folder.resolve("id");
    }

    int port() {
        return server.getPort();
    }

    /** The most handshakes there were at the same time. */
    int handshakes() {
        return most.get();
    }

    /** Sessions to nodes whose addresses stand in a file. */
    SshSessions sessions(Path addresses, PinnedHostKeys hostKeys) {
        var patience = Duration.ofSeconds(60);
        var settings = new NodeSettings(
                System.getProperty("user.name"),
                key(),
                addresses,
                SshAlgorithms.DEFAULT,
                "",
                patience,
                Duration.ofSeconds(1));
        return new SshSessions(settings, new NodeAddressFile(addresses), hostKeys);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private final class Handshaking implements SessionListener {

        @Override
        public void sessionCreated(Session session) {
            most.accumulateAndGet(shaking.incrementAndGet(), Math::max);
        }

        @Override
        public void sessionEvent(Session session, Event event) {
            if (event == Event.Authenticated) {
                shaking.decrementAndGet();
            }
        }
    }
}
