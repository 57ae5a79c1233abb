package org.octane.astute;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import org.octane.step.StepFailure;

/** The queue that Astute takes its tasks from and the one for its replies. */
final class AstuteQueues {

    private static final String REMEDY =
            "Look on the Fuel master whether RabbitMQ runs and has the queues naily and octane"
                    + " (rabbitmqctl list_queues); see octane.astute.* in the configuration.";

    private final ConnectionFactory broker;

    /** @param broker whose connections fail within seconds, where those that wait for a broker would hide that it is away */
    AstuteQueues(ConnectionFactory broker) {
        this.broker = broker;
    }

    /**
     * Asked before a cast: what certainly was not sent is no attempt, and nobody has to wait until it is sure that Astute did not
     * take it; and whose answers nobody would hear must not be sent.
     *
     * @throws StepFailure if one of the two can't be reached
     */
    void answer() {
        try (var connection = broker.createConnection();
                var session = connection.createSession()) {
            session.createProducer(session.createQueue("naily")).close();
            // The connection is not started: the consumer takes nothing.
            session.createConsumer(session.createQueue("octane")).close();
        } catch (JMSException e) {
            throw StepFailure.unreachable("Astute's broker: " + e.getMessage(), REMEDY);
        }
    }
}
