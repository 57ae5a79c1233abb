package org.octane.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * An Artemis broker in this process: AMQP 1.0 on loopback, everything durable, small. Clients log in with
 * {@link #user()} and {@link #password()}.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Where other programs send commands to. */
    static final String COMMANDS = "octane.commands";

    static final String DEAD_LETTERS = "octane.dead-letter";
    static final String STEPS = "octane.steps";
    static final String NOTIFICATIONS = "octane.notifications";

    /** They are there from the start: who may only use queues must not have to make one, nor be able to make one of that name. */
    private static final Set<String> OWN = Set.of(COMMANDS, DEAD_LETTERS, STEPS, NOTIFICATIONS);

    /** The property of a command that names the account that has sent it. */
    public static final String SENDER = "octane_sender";

    /** The property of what is left of a command that had more bytes than {@link #LARGEST_MESSAGE}. */
    public static final String TOO_LARGE = "octane_too_large";

    /** How many bytes a message may have that Octane reads; as many as a body over HTTP. */
    public static final int LARGEST_MESSAGE = 10 * 1024 * 1024;

    private final EmbeddedActiveMQ artemis;
    private final int port;
    private final BrokerLogin login;

    private EmbeddedBroker(EmbeddedActiveMQ artemis, int port, BrokerLogin login) {
        this.artemis = artemis;
        this.port = port;
        this.login = login;
    }

    /**
     * Starts a broker whose queues come into being when they are first used.
     *
     * @param data where journal, paged messages and password are kept; made if absent
     * @param port 0: any free one
     */
    public static EmbeddedBroker start(Path data, int port) {
        return start(data, port, Set.of(), Set.of());
    }

    /**
     * Starts a broker.
     *
     * @param queues these and no others exist, all durable; empty: queues come into being when first used
     * @param topics addresses whose messages go to all who listen just then
     * @throws IllegalStateException if it does not start; its message says why
     */
    public static EmbeddedBroker start(Path data, int port, Set<String> queues, Set<String> topics) {
        return start(data, port, queues, topics, Set.of());
    }

    /**
     * Starts a broker that also lets other programs in, with few rights.
     *
     * @param senders names of accounts that may send commands; the password of each lies in {@code NAME.password}
     */
    public static EmbeddedBroker startFor(Set<String> senders, Path data) {
        return startFor(senders, data, 0);
    }

    /** The same at a port. */
    public static EmbeddedBroker startFor(Set<String> senders, Path data, int port) {
        return start(data, port, Set.of(), Set.of(), senders);
    }

    private static EmbeddedBroker start(
            Path data, int port, Set<String> queues, Set<String> topics, Set<String> senders) {
        var login = BrokerLogin.of("octane", data.resolve("password"));
        var others = senders.stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> BrokerLogin.of(name, data.resolve(name + ".password"))));
        var security = new AccountSecurity(login, others);
        try {
            var chosen = port == 0 ? free() : port;
            var configuration = ArtemisConfiguration.of(data, chosen, queues, topics);
            if (!senders.isEmpty()) {
                OWN.forEach(queue -> ArtemisConfiguration.add(configuration, queue));
            }
            var limit = new SizeLimit(security);
            configuration.registerBrokerPlugin(limit);
            configuration.registerBrokerPlugin(new SenderStamp(security));
            var artemis = new EmbeddedActiveMQ().setConfiguration(configuration).setSecurityManager(security);
            artemis.start();
            // A port that is taken, or a journal that can't be read, is only logged by Artemis.
            if (!artemis.getActiveMQServer().isActive()) {
                artemis.stop();
                throw new IllegalStateException("port " + chosen + " or the journal is in use or broken");
            }
            limit.clear();
            return new EmbeddedBroker(artemis, chosen, login);
        } catch (Exception e) {
            throw new IllegalStateException("the broker in " + data + " does not start: " + e.getMessage(), e);
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A queue at this moment: messages that wait, messages that a consumer has and did not acknowledge, and consumers. */
    public record QueueState(long ready, long unacknowledged, int consumers) {}

    /** @return empty if there is no such queue, or the broker doesn't serve */
    public Optional<QueueState> state(String queue) {
        return Optional.ofNullable(artemis.getActiveMQServer())
                .map(server -> server.locateQueue(SimpleString.of(queue)))
                .map(found -> new QueueState(
                        Math.max(0, found.getMessageCount() - found.getDeliveringCount()),
                        found.getDeliveringCount(),
                        found.getConsumerCount()));
    }

    /** {@code amqp://127.0.0.1:PORT}, without user and password. */
    public String url() {
        return "amqp://127.0.0.1:" + port;
    }

    public String user() {
        return login.user();
    }

    public String password() {
        return login.password();
    }

    @Override
    public void close() {
        try {
            artemis.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not stop: " + e.getMessage(), e);
        }
    }
}
