package org.octane.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedBrokerTest {

    private static final String OPTIONS = "?jms.queuePrefix=/amq/queue/&jms.receiveLocalOnly=true"
            + "&jms.receiveNoWaitLocalOnly=true&jms.requestTimeout=20000";

    @TempDir
    Path data;

    @Test
    void aMessageIsStillThereAfterARestart() throws Exception {
        int port;
        try (var broker = EmbeddedBroker.start(data, 0, Set.of("/amq/queue/naily"), Set.of())) {
            port = Integer.parseInt(broker.url().substring(broker.url().lastIndexOf(':') + 1));
            send(broker, "naily", "hello");
        }
        try (var broker = EmbeddedBroker.start(data, port, Set.of("/amq/queue/naily"), Set.of())) {
            assertThat(receive(broker, "naily")).isEqualTo("hello");
        }
    }

    /** A release that took it may have died of it, and would again at each start. */
    @Test
    void whatIsTooLargeAndIsThereAlreadyIsPutAsideBeforeAnybodyReadsIt() throws Exception {
        var queues = Set.of("octane.commands", "octane.steps", "octane.notifications", "octane.else");
        var login = BrokerLogin.of("octane", data.resolve("password"));
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var earlier = new EmbeddedActiveMQ()
                .setConfiguration(ArtemisConfiguration.of(data, port, queues, Set.of()))
                .setSecurityManager(new AccountSecurity(login, Map.of()));
        earlier.start();
        try (var connection =
                new JmsConnectionFactory("octane", login.password(), "amqp://127.0.0.1:" + port).createConnection()) {
            var session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            for (var queue : queues) {
                var large = session.createBytesMessage();
                large.writeBytes(new byte[EmbeddedBroker.LARGEST_MESSAGE]);
                session.createProducer(session.createQueue(queue)).send(large);
                session.createProducer(session.createQueue(queue)).send(session.createTextMessage("small"));
            }
        }
        earlier.stop();

        try (var broker = EmbeddedBroker.start(data, port)) {
            for (var queue : Set.of("octane.commands", "octane.steps", "octane.notifications")) {
                assertThat(broker.state(queue).orElseThrow().ready()).as(queue).isEqualTo(1);
            }
            assertThat(broker.state("octane.else").orElseThrow().ready()).isEqualTo(2);
            // The broker counts what it has moved a moment later.
            await().untilAsserted(() -> assertThat(
                            broker.state("undeliverable").orElseThrow().ready())
                    .isEqualTo(3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"octane.commands", "octane.steps", "octane.notifications", "/amq/queue/octane"})
    void whatOctaneReadsIsNeverTooLarge(String queue) throws Exception {
        var queues = queue.startsWith("/") ? Set.of(queue, "/amq/queue/naily") : Set.<String>of();
        try (var broker = EmbeddedBroker.start(data, 0, queues, Set.of());
                var connection =
                        new JmsConnectionFactory(broker.user(), broker.password(), broker.url()).createConnection()) {
            var session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            var large = session.createBytesMessage();
            large.writeBytes(new byte[EmbeddedBroker.LARGEST_MESSAGE]);

            assertThatThrownBy(() ->
                            session.createProducer(session.createQueue(queue)).send(large))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("may have 10485760 bytes");
            session.createProducer(session.createQueue(queues.isEmpty() ? "octane.answers.x" : "/amq/queue/naily"))
                    .send(large);
        }
    }

    @Test
    void aQueueNobodyDeclaredIsRefused() {
        try (var broker = EmbeddedBroker.start(data, 0, Set.of("/amq/queue/naily"), Set.of())) {
            assertThatThrownBy(() -> send(broker, "nayli", "lost")).isInstanceOf(JMSException.class);
        }
    }

    @Test
    void anOwnQueueComesIntoBeingWhenFirstUsed() throws Exception {
        try (var broker = EmbeddedBroker.start(data, 0)) {
            send(broker, "octane.work", "1");
            assertThat(receive(broker, "octane.work")).isEqualTo("1");
        }
    }

    @Test
    void whoDoesNotKnowThePasswordIsRefused() throws Exception {
        try (var broker = EmbeddedBroker.start(data, 0)) {
            var factory = new JmsConnectionFactory("octane", "guessed", broker.url() + OPTIONS);
            assertThatThrownBy(() -> factory.createConnection().start()).isInstanceOf(JMSException.class);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aTakenPortIsSaid() {
        try (var broker = EmbeddedBroker.start(data.resolve("a"), 0)) {
            int port = Integer.parseInt(broker.url().substring(broker.url().lastIndexOf(':') + 1));
            assertThatThrownBy(() -> EmbeddedBroker.start(data.resolve("b"), port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + port);
        }
    }

    private static void send(EmbeddedBroker broker, String queue, String text) throws JMSException {
        try (Connection connection = connect(broker);
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue(queue)).send(session.createTextMessage(text));
        }
    }

    private static String receive(EmbeddedBroker broker, String queue) throws JMSException {
        try (Connection connection = connect(broker);
                Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE)) {
            var message = session.createConsumer(session.createQueue(queue)).receive(20_000);
            message.acknowledge();
            return message.getBody(String.class);
        }
    }

    private static Connection connect(EmbeddedBroker broker) throws JMSException {
        var connection =
                new JmsConnectionFactory(broker.user(), broker.password(), broker.url() + OPTIONS).createConnection();
        connection.start();
        return connection;
    }
}
