package org.octane.node;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.octane.failure.Code;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.StepLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SSH session per node, opened when it is first needed and again after it was lost. */
final class SshSessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SshSessions.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration AUTHENTICATE = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** A real sshd refuses more than MaxSessions (10) channels of one session. */
    private static final int CHANNELS = 8;

    private final SshClient client;
    private final String user;
    private final NodeAddresses addresses;
    private final Handshakes handshakes = new Handshakes();
    private final Map<Integer, Line> lines = new ConcurrentHashMap<>();

    SshSessions(NodeSettings settings, NodeAddresses addresses, PinnedHostKeys hostKeys) {
        this.user = settings.user();
        this.addresses = addresses;
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(hostKeys);
        client.setHostConfigEntryResolver(org.apache.sshd.client.config.hosts.HostConfigEntryResolver.EMPTY);
        var keys = new FileKeyPairProvider(settings.keyFile());
        keys.setPasswordFinder(FilePasswordProvider.EMPTY);
        client.setKeyIdentityProvider(keys);
        settings.algorithms().applyTo(client);
        client.setSessionFactory(LoggedSession.factory(client));
        // Without it a command on an open session takes 88 ms instead of 1 ms.
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
        client.start();
    }

    /** Uses a session, at the same time as others: as many as a real sshd allows. */
    @FunctionalInterface
    interface Use<T> {
        T on(ClientSession session) throws IOException;
    }

    <T> T with(int node, Use<T> use) {
        var line = lines.computeIfAbsent(node, Line::new);
        line.channels.acquireUninterruptibly();
        var log = StepLog.onNode(node);
        try {
            return use.on(line.session());
        } catch (IOException e) {
            // The cause tells callers more than the sentence does.
            throw (StepFailure) failure(node, e).initCause(e);
        } finally {
            log.close();
            line.channels.release();
        }
    }

    @Override
    public void close() {
        client.close(true);
    }

    private static StepFailure failure(int node, IOException e) {
        var message = capitalized(name(node)) + " cannot be reached over SSH: " + sentence(e);
        if (e instanceof SshException refused) {
            switch (refused.getDisconnectCode()) {
                case SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE -> {
                    return StepFailure.lasting(
                                    capitalized(name(node))
                                            + " shows another host key than the one pinned: it was replaced or"
                                            + " reinstalled, or something else answers at its address.",
                                    "Find out which. If it is the node you mean, run: octane nodes trust " + node
                                            + ", then retry.")
                            .as(Code.HOST_KEY_CHANGED);
                }
                case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE -> {
                    return StepFailure.lasting(
                                    message, "Let the node know Octane's public key, see octane.ssh.key-file.")
                            .as(Code.SSH_REFUSED);
                }
                default -> {
                    // It may come back.
                }
            }
        }
        return StepFailure.unreachable(message, "").as(Code.NODE_UNREACHABLE);
    }

    static String name(int node) {
        return node == StepCall.MASTER ? "the Fuel master" : "node " + node;
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String sentence(IOException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                // Around it stands only which of the library's futures failed.
                return cause.getMessage() + ". Is it on, and does its sshd run?";
            }
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private final class Line {

        private final int node;
        private final Semaphore channels = new Semaphore(CHANNELS);
        private ClientSession session;

        Line(int node) {
            this.node = node;
        }

        synchronized ClientSession session() throws IOException {
            if (session == null || !session.isOpen() || session.isClosing()) {
                session = open();
            }
            return session;
        }

        private ClientSession open() throws IOException {
            var address = addresses.of(node);
            try (var turn = handshakes.turn()) {
                var connecting = client.connect(user, address, LoggedSession.context(node), null);
                if (!connecting.await(Handshakes.CONNECT)) {
                    turn.giveBack();
                }
                return authenticated(connecting.verify(CONNECT).getSession(), turn);
            }
        }

        private ClientSession authenticated(ClientSession opened, Handshakes.Turn turn) throws IOException {
            try {
                var authenticating = opened.auth();
                if (!authenticating.await(Handshakes.AUTHENTICATE)) {
                    turn.giveBack();
                }
                authenticating.verify(AUTHENTICATE);
                LOG.atDebug().addKeyValue("address", opened.getConnectAddress()).log("SSH session opened");
                return opened;
            } catch (IOException e) {
                opened.close(true);
                throw e;
            }
        }
    }
}
