package org.octane.preflight;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;

/** Octane's own queues can be reached. */
final class OwnBroker implements Check {

    private final ConnectionFactory broker;

    OwnBroker(ConnectionFactory broker) {
        this.broker = broker;
    }

    @Override
    public String name() {
        return "own-broker";
    }

    @Override
    public String why() {
        return "Without it no step is handed to anybody.";
    }

    @Override
    public String needless(Subject subject) {
        return null;
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        try (var connection = broker.createConnection();
                var session = connection.createSession()) {
            session.createProducer(session.createQueue("octane.steps")).close();
            return Verdict.passed("Octane's own queues answer.");
        } catch (JMSException e) {
            return Verdict.failed(
                    "Octane's own broker: " + e.getMessage(),
                    "Start it, or correct octane.broker.* in the configuration.");
        }
    }
}
