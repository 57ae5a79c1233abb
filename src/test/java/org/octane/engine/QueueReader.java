package org.octane.engine;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.octane.broker.EmbeddedBroker;

/** Reads a queue as another program would. */
final class QueueReader implements AutoCloseable {

    private static final long WAIT_MILLIS = 10_000;

    private final Connection connection;
    private final MessageConsumer consumer;

    QueueReader(EmbeddedBroker broker, String queue) throws JMSException {
        connection = new JmsConnectionFactory(broker.user(), broker.password(), broker.url()).createConnection();
        connection.start();
        var session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        consumer = session.createConsumer(session.createQueue(queue));
    }

    String next() throws JMSException {
        return consumer.receive(WAIT_MILLIS).getBody(String.class);
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
