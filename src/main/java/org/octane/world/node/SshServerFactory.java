package org.octane.world.node;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionHeartbeatController;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.octane.world.chaos.Chaos;

/** Creates the nodes' SSH servers, which share their threads: a hundred of them need no more than one. */
public final class SshServerFactory implements AutoCloseable {

    public static final String USER = "root";

    private static final int IO_THREADS = 4;
    private static final long SMALL_STACK = 256 * 1024;
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final ThreadFactory small = task -> {
        var thread = new Thread(null, task, "world-node", SMALL_STACK);
        thread.setDaemon(true);
        return thread;
    };
    private final ExecutorService commands =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), small);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(small);
    private final IoServiceFactory io;
    private final OutputPipes pipes;
    private final PublicKey client;
    private final Chaos chaos;

    SshServerFactory(Path world, PublicKey client, Chaos chaos) {
        this.chaos = chaos;
        this.client = client;
        pipes = new OutputPipes(world.resolve("pipes"));
        var network = ThreadUtils.newFixedThreadPool("world-ssh", IO_THREADS);
        io = new Nio2ServiceFactoryFactory(() -> ThreadUtils.noClose(network)).create(tuned(new SshServer()));
    }

    /** A server that is not started yet. The default key exchange, in pure Java, would cost more than the commands. */
    SshServer server(Node node, int port, KeyPairProvider hostKey) {
        var server = tuned(SshServer.setUpDefaultServer());
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(hostKey);
        server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                false, List.of(BuiltinDHFactories.curve25519, BuiltinDHFactories.ecdhp256), ServerBuilder.DH2KEX));
        server.setChannelFactories(List.of(new LimitedSessions()));
        server.setIoServiceFactoryFactory(new SharedNetworkThreads.Holds(io));
        server.setScheduledExecutorService(timer, false);
        server.setSessionHeartbeat(SessionHeartbeatController.HeartbeatType.NONE, Duration.ZERO);
        server.setPublickeyAuthenticator(
                (user, key, session) -> USER.equals(user) && KeyUtils.compareKeys(client, key));
        // Files of nodes have the rights that they have on nodes, whoever has started this cloud.
        server.setCommandFactory(
                (channel, command) -> command(node, List.of("/bin/bash", "-c", "umask 022\n" + command)));
        server.setShellFactory(channel -> command(node, List.of("/bin/bash", "-c", "umask 022; exec /bin/bash")));
        return server;
    }

    private NodeCommand command(Node node, List<String> words) {
        return new NodeCommand(node, words, pipes, commands, chaos);
    }

    private static SshServer tuned(SshServer server) {
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        // As sshd: a client may be silent, or slow to read, as long as it likes.
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, FOR_EVER);
        return server;
    }

    @Override
    public void close() {
        io.close(true);
        timer.shutdownNow();
        commands.shutdownNow();
    }
}
