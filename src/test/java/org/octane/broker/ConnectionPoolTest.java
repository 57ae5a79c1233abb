package org.octane.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionPoolTest {

    /** One by one they would take up to two seconds each. */
    private static final int SESSIONS = 8;

    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @Test
    void itsSessionsEndWithTheConnection(@TempDir Path data) throws Exception {
        try (var broker = EmbeddedBroker.start(data, 0)) {
            var pool = pool(broker);
            use(pool);
            var begun = Instant.now();
            pool.close();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(AT_ONCE);
        }
    }

    @Test
    void oneThatWasNeverUsedIsClosed(@TempDir Path data) throws Exception {
        try (var broker = EmbeddedBroker.start(data, 0)) {
            pool(broker).close();
        }
    }

    @Test
    void aBrokerThatIsAwayKeepsNobodyFromClosing(@TempDir Path data) throws Exception {
        ConnectionPool pool;
        try (var broker = EmbeddedBroker.start(data, 0)) {
            pool = pool(broker);
            use(pool);
        }
        var begun = Instant.now();
        pool.close();
        assertThat(Duration.between(begun, Instant.now())).isLessThan(AT_ONCE);
    }

    private static ConnectionPool pool(EmbeddedBroker broker) {
        return new ConnectionPool(
                new JmsConnectionFactory(broker.user(), broker.password(), "failover:(" + broker.url() + ")"));
    }

    private static void use(ConnectionPool pool) throws JMSException {
        try (var connection = pool.createConnection()) {
            var sessions = new ArrayList<Session>();
            for (int i = 0; i < SESSIONS; i++) {
                var session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                sessions.add(session);
                try (var producer = session.createProducer(session.createQueue("queue"))) {
                    producer.send(session.createTextMessage("message"));
                }
            }
            for (var session : sessions) {
                session.close();
            }
        }
    }
}
