package org.octane.preflight.reach;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Octane's own queues can be reached. */
public final class OwnBroker implements Check {

    private final ConnectionFactory broker;

    public OwnBroker(ConnectionFactory broker) {
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
    public String notApplicable(PlannedUpgrade upgrade) {
        return null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
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
