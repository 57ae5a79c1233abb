package org.octane;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.main.Main;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.octane.broker.EmbeddedBroker;

/**
 * Octane's own queues ({@code amqp:}), on an embedded broker unless another is named, and Astute's RabbitMQ ({@code astute:}).
 * AMQP 1.0 both, without JMS transactions and temporary queues, which RabbitMQ doesn't have.
 */
final class Brokers implements AutoCloseable {

    // RabbitMQ 3.10 breaks the connection at a drain, and answers nothing to a refused attach.
    private static final String CAREFUL = "jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true"
            + "&jms.requestTimeout=5000&jms.sendTimeout=5000&failover.maxReconnectAttempts=-1&failover.reconnectDelay=50"
            + "&failover.maxReconnectDelay=2000"
            // Objects from the wire are never made into Java objects.
            + "&jms.deserializationPolicy.denyList=*";
    private static final String ASTUTE = "&jms.queuePrefix=/amq/queue/&jms.topicPrefix=/exchange/naily_service/&";

    private final EmbeddedBroker own;
    private final String url;
    private final JmsPoolConnectionFactory queues;
    private final JmsPoolConnectionFactory astute;

    private Brokers(EmbeddedBroker own, String url, JmsPoolConnectionFactory queues, JmsPoolConnectionFactory astute) {
        this.own = own;
        this.url = url;
        this.queues = queues;
        this.astute = astute;
    }

    static Brokers open(Settings settings, Path data) {
        var external = settings.textOr("octane.broker.url", "");
        var own = external.isEmpty() ? EmbeddedBroker.start(data.resolve("broker"), 0) : null;
        var url = own == null ? external : own.url();
        var user = own == null ? settings.textOr("octane.broker.user", "") : own.user();
        var password = own == null ? settings.secret("octane.broker.password-file") : own.password();
        var queues = pool("failover:(" + url + ")?" + CAREFUL, user, password);
        var astute = pool(
                "failover:(" + settings.text("octane.astute.url") + ")?" + CAREFUL + ASTUTE,
                settings.textOr("octane.astute.user", ""),
                settings.textOr("octane.astute.password", settings.secret("octane.astute.password-file")));
        return new Brokers(own, url, queues, astute);
    }

    void bind(Main main) {
        main.bind("amqp", component(queues));
        main.bind("astute", component(astute));
        main.bind("astuteConnection", astute);
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        queues.stop();
        astute.stop();
        if (own != null) {
            own.close();
        }
    }

    private static AMQPComponent component(ConnectionFactory factory) {
        return new AMQPComponent(factory);
    }

    private static JmsPoolConnectionFactory pool(String url, String user, String password) {
        var pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(new JmsConnectionFactory(user, password, url));
        pool.setMaxConnections(1);
        return pool;
    }
}
