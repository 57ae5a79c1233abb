package org.octane.server;

import jakarta.jms.JMSException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.octane.broker.ConnectionPool;
import org.octane.broker.EmbeddedBroker;
import org.octane.broker.Rejection;
import org.octane.preflight.BrokerProbes;
import org.octane.security.CaFile;
import org.octane.security.login.Person;
import org.octane.security.login.Role;
import org.octane.server.settings.Account;
import org.octane.server.settings.BrokerSettings;

/**
 * Octane's own queues ({@code amqp:}), on an embedded broker unless another is named, and Astute's RabbitMQ ({@code astute:}).
 * AMQP 1.0 both, without JMS transactions and temporary queues, which RabbitMQ doesn't have.
 */
final class Brokers implements AutoCloseable {

    // RabbitMQ 3.10 breaks the connection at a drain, and answers nothing to a refused attach.
    private static final String CAREFUL = "jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true"
            + "&jms.requestTimeout=5000&jms.sendTimeout=5000"
            // Of a broker that is cut off nothing comes any more, not even an end.
            + "&failover.nested.amqp.idleTimeout=8000"
            // Objects from the wire are never made into Java objects.
            + "&jms.deserializationPolicy.denyList=*";
    // A first connection is given up after a while, since nobody could end who waits for it; routes ask for it again.
    private static final String SHORT = "&failover.startupMaxReconnectAttempts=1"
            + "&failover.nested.transport.connectTimeout=5000&jms.connectTimeout=5000&jms.closeTimeout=2000";
    private static final String PATIENT =
            SHORT + "&failover.maxReconnectAttempts=-1&failover.reconnectDelay=50&failover.maxReconnectDelay=2000";
    static final String ONCE = SHORT + "&failover.maxReconnectAttempts=1";
    // Each consumer asks for a message when it has nothing to do. What it was sent before would wait behind what it
    // works at, or with a
    // server that hangs, while others are idle. That ends in a drain, which RabbitMQ 3 does not understand: of Astute's
    // replies one is
    // sent before.
    private static final String ONE_AT_A_TIME = "&jms.prefetchPolicy.all=0";
    private static final String ASTUTE =
            "&jms.prefetchPolicy.all=1&jms.queuePrefix=/amq/queue/&jms.topicPrefix=/exchange/naily_service/&";

    private final EmbeddedBroker own;
    private final String url;
    private final Map<String, Role> senders;
    private final ConnectionPool queues;
    private final ConnectionPool astute;
    private final BrokerProbes probes;

    private Brokers(
            EmbeddedBroker own,
            String url,
            Map<String, Role> senders,
            ConnectionPool queues,
            ConnectionPool astute,
            BrokerProbes probes) {
        this.own = own;
        this.url = url;
        this.senders = senders;
        this.queues = queues;
        this.astute = astute;
        this.probes = probes;
    }

    /** @param data folder of an embedded broker's journal, used if no broker is named */
    static Brokers open(BrokerSettings settings, Path data) {
        var own = settings.octane().url().isEmpty()
                ? EmbeddedBroker.startFor(settings.senders().keySet(), data)
                : null;
        var octane = own == null ? settings.octane() : new Account(own.url(), own.user(), own.password());
        var astute = settings.astute();
        var names = settings.prefix().isEmpty() ? "" : "&jms.queuePrefix=" + settings.prefix();
        var trusted = settings.authorities() == null ? null : CaFile.trusted(settings.authorities());
        var probes = new BrokerProbes(
                connections(octane, ONCE + names, trusted),
                connections(astute, ONCE + ASTUTE, trusted),
                URI.create(astute.url().split(",")[0]));
        return new Brokers(
                own,
                octane.url(),
                settings.senders(),
                pool(connections(octane, PATIENT + ONE_AT_A_TIME + names, trusted)),
                pool(connections(astute, PATIENT + ASTUTE, trusted)),
                probes);
    }

    /** What routes call, by name. */
    Map<String, Object> beans() {
        return Map.of(
                "amqp",
                new AMQPComponent(queues),
                "astute",
                new AMQPComponent(astute),
                "astuteConnection",
                astute,
                "rejection",
                new Rejection());
    }

    /** For who probes whether they answer. */
    BrokerProbes probes() {
        return probes;
    }

    /** The property of a command that says which account of the broker has sent it. */
    String senderProperty() {
        return own == null ? "JMSXUserID" : EmbeddedBroker.SENDER;
    }

    /** @return null if it may send no commands */
    Person sender(String account) {
        var role = senders.get(account);
        return role == null ? null : new Person(account, role);
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws JMSException {
        queues.close();
        astute.close();
        if (own != null) {
            own.close();
        }
    }

    /** @param trusted null: what the system trusts */
    static JmsConnectionFactory connections(Account account, String options, SSLContext trusted) {
        var connections = new JmsConnectionFactory(
                account.user(), account.password(), "failover:(" + account.url() + ")?" + CAREFUL + options);
        if (trusted != null) {
            connections.setSslContext(trusted);
        }
        return connections;
    }

    private static ConnectionPool pool(JmsConnectionFactory connections) {
        return new ConnectionPool(connections);
    }
}
