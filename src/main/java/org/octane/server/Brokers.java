package org.octane.server;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.octane.broker.ConnectionPool;
import org.octane.broker.EmbeddedBroker;
import org.octane.preflight.BrokerLooks;

/**
 * Octane's own queues ({@code amqp:}), on an embedded broker unless another is named, and Astute's RabbitMQ ({@code astute:}).
 * AMQP 1.0 both, without JMS transactions and temporary queues, which RabbitMQ doesn't have.
 */
final class Brokers implements AutoCloseable {

    // RabbitMQ 3.10 breaks the connection at a drain, and answers nothing to a refused attach.
    private static final String CAREFUL = "jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true"
            + "&jms.requestTimeout=5000&jms.sendTimeout=5000"
            // Objects from the wire are never made into Java objects.
            + "&jms.deserializationPolicy.denyList=*";
    private static final String PATIENT =
            "&failover.maxReconnectAttempts=-1&failover.reconnectDelay=50&failover.maxReconnectDelay=2000";
    private static final String ONCE = "&failover.startupMaxReconnectAttempts=1&failover.maxReconnectAttempts=1"
            + "&failover.nested.transport.connectTimeout=5000&jms.connectTimeout=5000&jms.closeTimeout=2000";
    private static final String ASTUTE = "&jms.queuePrefix=/amq/queue/&jms.topicPrefix=/exchange/naily_service/&";

    private final EmbeddedBroker own;
    private final String url;
    private final ConnectionPool queues;
    private final ConnectionPool astute;
    private final BrokerLooks looks;

    private Brokers(EmbeddedBroker own, String url, ConnectionPool queues, ConnectionPool astute, BrokerLooks looks) {
        this.own = own;
        this.url = url;
        this.queues = queues;
        this.astute = astute;
        this.looks = looks;
    }

    static Brokers open(Settings settings, Path data) {
        var external = settings.textOr("octane.broker.url", "");
        var own = external.isEmpty() ? EmbeddedBroker.start(data.resolve("broker"), 0) : null;
        var url = own == null ? external : own.url();
        var user = own == null ? settings.textOr("octane.broker.user", "") : own.user();
        var password = own == null ? settings.secret("octane.broker.password-file") : own.password();
        var queues = pool("failover:(" + url + ")?" + CAREFUL + PATIENT, user, password);
        var naily = settings.text("octane.astute.url");
        var nailyUser = settings.textOr("octane.astute.user", "");
        var nailyPassword = settings.textOr("octane.astute.password", settings.secret("octane.astute.password-file"));
        var astute = pool("failover:(" + naily + ")?" + CAREFUL + PATIENT + ASTUTE, nailyUser, nailyPassword);
        var looks = new BrokerLooks(
                new JmsConnectionFactory(user, password, "failover:(" + url + ")?" + CAREFUL + ONCE),
                new JmsConnectionFactory(
                        nailyUser, nailyPassword, "failover:(" + naily + ")?" + CAREFUL + ONCE + ASTUTE),
                URI.create(naily.split(",")[0]));
        return new Brokers(own, url, queues, astute, looks);
    }

    void bind(Main main) {
        main.bind("amqp", component(queues));
        main.bind("astute", component(astute));
        main.bind("astuteConnection", astute);
    }

    /** For who looks whether they answer. */
    BrokerLooks looks() {
        return looks;
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

    private static AMQPComponent component(ConnectionFactory factory) {
        return new AMQPComponent(factory);
    }

    private static ConnectionPool pool(String url, String user, String password) {
        return new ConnectionPool(new JmsConnectionFactory(user, password, url));
    }
}
