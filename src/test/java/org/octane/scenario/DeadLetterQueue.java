package org.octane.scenario;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;

/** What an alarm of the operator's would read. */
final class DeadLetterQueue {

    private static final int WAIT_MILLIS = 2_000;

    private DeadLetterQueue() {}

    /** Takes all that is there. */
    static List<String> messages(RunningServer server) throws JMSException {
        var password = Secrets.text(server.data().resolve("broker/password"));
        try (var connection = new JmsConnectionFactory("octane", password, server.broker()).createConnection();
                var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            var messages = new ArrayList<String>();
            var consumer = session.createConsumer(session.createQueue("octane.dead-letter"));
            Message message;
            while ((message = consumer.receive(WAIT_MILLIS)) != null) {
                messages.add(message.getBody(String.class));
            }
            return messages;
        }
    }
}
