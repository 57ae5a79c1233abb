package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrokerLogTest {

    /** As Astute's RabbitMQ before {@code prepare} and after {@code cleanup-fuel}: it is looked at every 15 s, and who looks says why. */
    @Test
    void aBrokerThatSpeaksNoAmqp1IsNothingThatTheClientWarnsOf() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        root.addAppender(said);
        try (var broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var speaking = new Thread(() -> speak091(broker));
            speaking.setDaemon(true);
            speaking.start();
            var client = new JmsConnectionFactory(
                    "failover:(amqp://127.0.0.1:" + broker.getLocalPort()
                            + ")?failover.startupMaxReconnectAttempts=1&failover.maxReconnectAttempts=1&jms.connectTimeout=5000");

            assertThatThrownBy(() -> look(client)).isInstanceOf(JMSException.class);
        } finally {
            root.detachAppender(said);
        }
        assertThat(said.list)
                .filteredOn(event -> event.getLoggerName().startsWith("org.apache.qpid"))
                .isEmpty();
    }

    private static void look(JmsConnectionFactory client) throws JMSException {
        try (var connection = client.createConnection()) {
            connection.createSession().close();
        }
    }

    private static void speak091(ServerSocket broker) {
        try {
            while (true) {
                try (var client = broker.accept()) {
                    client.getOutputStream().write("AMQP\0\0\u0009\u0001".getBytes(StandardCharsets.ISO_8859_1));
                    client.getOutputStream().flush();
                    client.getInputStream().readNBytes(8);
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }
}
