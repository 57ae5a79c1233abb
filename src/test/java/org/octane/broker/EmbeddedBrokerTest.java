package org.octane.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
