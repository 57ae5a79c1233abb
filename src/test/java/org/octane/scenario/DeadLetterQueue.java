package org.octane.scenario;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;

/** What an alarm of the operator's would read. */
final class DeadLetterQueue {

    private static final int FIRST_MILLIS = 60_000;
    private static final int NEXT_MILLIS = 2_000;

    private DeadLetterQueue() {}

    /** Takes all that is there, waits for the first. */
    static List<String> messages(RunningServer server) throws JMSException {
        var password = Secrets.text(server.data().resolve("broker/password"));
        try (var connection = new JmsConnectionFactory("octane", password, server.broker()).createConnection();
                var session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            var messages = new ArrayList<String>();
            var consumer = session.createConsumer(session.createQueue("octane.dead-letter"));
            for (var message = consumer.receive(FIRST_MILLIS);
                    message != null;
                    message = consumer.receive(NEXT_MILLIS)) {
                messages.add(message.getBody(String.class));
            }
            return messages;
        }
    }
}
