package org.octane.preflight.reach;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.octane.node.probe.AstuteQueue;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;
import org.octane.step.StepCall;

/** Astute can be told what to do, and Octane hears what it answers. */
public final class AstuteBroker implements Check {

    private static final int CONNECT_MILLIS = 5_000;
    private static final String CURE =
            "Look on the Fuel master whether RabbitMQ and astute run and have the queues naily and"
                    + " octane (rabbitmqctl list_queues); see octane.astute.* in the configuration.";

    private static final String START =
            "Start it on the Fuel master: dockerctl restart astute, since Fuel 9 service astute restart.";
    private static final String UNSEEN =
            "Look on the Fuel master whether rabbitmqctl list_queues name consumers answers, in the container of RabbitMQ"
                    + " where there is one, and whether naily has consumers.";

    private final ConnectionFactory broker;
    private final URI address;

    /** @param address of the broker, to tell one that is away from one that speaks no AMQP 1.0 yet */
    public AstuteBroker(ConnectionFactory broker, URI address) {
        this.broker = broker;
        this.address = address;
    }

    @Override
    public String name() {
        return "astute-broker";
    }

    @Override
    public String why() {
        return "Astute installs and deploys every node; an order it does not get would be waited for until its"
                + " deadline.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var enabler = upgrade.stageThatEnables(name());
        try (var connection = broker.createConnection();
                var session = connection.createSession()) {
            session.createProducer(session.createQueue("naily")).close();
            return runs(probes, ofReplies(session, enabler));
        } catch (JMSSecurityException e) {
            return Verdict.failed("Astute's broker does not let Octane in: " + e.getMessage(), CURE);
        } catch (JMSException e) {
            return enabler.isPresent() && listens() && !isConnected(e)
                    ? runs(probes, "; the stage " + enabler.get() + " lets its broker speak AMQP 1.0.")
                    : Verdict.failed("Astute's broker: " + e.getMessage(), CURE);
        }
    }

    private static String ofReplies(Session session, Optional<String> enabler) throws JMSException {
        try {
            // The connection is not started: the consumer takes nothing.
            session.createConsumer(session.createQueue("octane")).close();
            return ", and the one for its replies is there.";
        } catch (InvalidDestinationException e) {
            return "; the stage " + enabler.orElseThrow(() -> e) + " makes the one for its replies.";
        }
    }

    /** Its queue is there without it, too: who takes from it is known on the Fuel master. */
    private static Verdict runs(NodeProbes probes, String ofReplies) {
        Optional<AstuteQueue> queue;
        try {
            queue = AstuteQueue.in(
                    probes.answer(StepCall.MASTER, "astute", Map.of()).words());
        } catch (RuntimeException e) {
            return Verdict.failed("Nobody knows whether Astute runs: " + e.getMessage(), UNSEEN);
        }
        if (queue.isEmpty()) {
            return Verdict.failed("Nobody knows whether Astute runs: its queue is not told of.", UNSEEN);
        }
        int workers = queue.get().consumers();
        return workers == 0
                ? Verdict.failed("Astute does not run: its queue naily has no consumer.", START)
                : Verdict.passed("Astute takes from its queue, with " + workers
                        + (workers == 1 ? " worker" : " workers") + ofReplies);
    }

    /** It was the queue that was refused, not the protocol. */
    private static boolean isConnected(JMSException e) {
        return e instanceof InvalidDestinationException;
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
